package io.komauth.benchmarks.strength;

/** How far a network goes at each step: warming up, then down along a cosine (Loshchilov and Hutter, 2017). */
final class LearningRate {

    private static final double WARM = 0.05;

    private LearningRate() {
    }

    /**
     * @param share of the time for learning that is over, from 0
     * @param highest how far it goes when it is warm
     */
    static float at(double share, double highest) {
        double warmth = Math.min(1, share / WARM + WARM);
        return (float) (highest * warmth * (0.5 + 0.5 * Math.cos(Math.PI * Math.min(1, share))));
    }
}
