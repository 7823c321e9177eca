package io.komauth.benchmarks.strength;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IntSummaryStatistics;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * The line from top to bottom beyond which our pictures have paper and ink exchanged, as someone who has read the
 * painter looks for it: of many such lines the one that fits best.
 *
 * @param middle where it crosses half the height
 * @param slant  how far it goes to the right a row
 * @param swing  how far it swings to either side
 * @param turns  radians a row
 * @param start  radians at the topmost row
 */
record InversionBoundary(double middle, double slant, double swing, double turns, double start) {

    private static final int GUESSES = 2000;
    private static final int BEST = 10;
    private static final int STEPS = 120;

    /** @return the picture with paper and ink as they were before */
    static BufferedImage undone(BufferedImage image) {
        GreyImage grey = GreyImage.of(image);
        return of(grey).exchanged(grey).image();
    }

    private static InversionBoundary of(GreyImage grey) {
        BoundaryEvidence evidence = BoundaryEvidence.of(grey);
        RandomGenerator random = new SplittableRandom(1);
        return Stream.generate(() -> any(grey, random)).limit(GUESSES)
                .map(boundary -> new Guess(boundary, evidence.fit(boundary)))
                .sorted(Comparator.comparingDouble(Guess::fit).reversed()).limit(BEST)
                .map(guess -> guess.improved(evidence, random))
                .max(Comparator.comparingDouble(Guess::fit)).orElseThrow().boundary();
    }

    /** @param half of the picture's height */
    double at(int row, double half) {
        return middle + slant * (row + 0.5 - half) + swing * Math.sin(turns * (row + 0.5) + start);
    }

    private static InversionBoundary any(GreyImage grey, RandomGenerator random) {
        return new InversionBoundary(grey.width() / 2.0 + random.nextDouble(-40, 40), random.nextDouble(-1, 1),
                random.nextDouble(3, 7), 2 * Math.PI / random.nextDouble(25, 60), random.nextDouble(2 * Math.PI));
    }

    private InversionBoundary moved(double reach, RandomGenerator random) {
        return new InversionBoundary(middle + reach * random.nextDouble(-3, 3), slant + reach * random.nextDouble(-0.2, 0.2),
                swing + reach * random.nextDouble(-1, 1), turns + reach * random.nextDouble(-0.03, 0.03),
                start + reach * random.nextDouble(-0.6, 0.6));
    }

    private GreyImage exchanged(GreyImage grey) {
        int[] pixels = grey.pixels().clone();
        IntSummaryStatistics levels = Arrays.stream(pixels).summaryStatistics();
        for (int i = 0; i < pixels.length; i++) {
            if (i % grey.width() + 0.5 >= at(i / grey.width(), grey.height() / 2.0)) {
                pixels[i] = levels.getMin() + levels.getMax() - pixels[i];
            }
        }
        return new GreyImage(grey.width(), grey.height(), pixels);
    }

    private record Guess(InversionBoundary boundary, double fit) {

        /** Goes uphill by ever smaller steps. */
        Guess improved(BoundaryEvidence evidence, RandomGenerator random) {
            Guess best = this;
            for (int step = 0; step < STEPS; step++) {
                InversionBoundary other = best.boundary.moved(1 - (double) step / STEPS, random);
                double fit = evidence.fit(other);
                if (fit > best.fit) {
                    best = new Guess(other, fit);
                }
            }
            return best;
        }
    }
}
