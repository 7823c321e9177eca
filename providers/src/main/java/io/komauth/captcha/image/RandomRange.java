package io.komauth.captcha.image;

import java.util.random.RandomGenerator;

/** Random numbers of a range, and events of a given probability. */
final class RandomRange {

    private RandomRange() {
    }

    static double between(double min, double max, RandomGenerator random) {
        return min + (max - min) * random.nextDouble();
    }

    static boolean oneIn(int times, RandomGenerator random) {
        return random.nextInt(times) == 0;
    }
}
