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
record Shore(double middle, double slant, double swing, double turns, double start) {

    private static final int GUESSES = 2000;
    private static final int BEST = 10;
    private static final int STEPS = 120;

    /** @return the picture with paper and ink as they were before */
    static BufferedImage undone(BufferedImage image) {
        Grey grey = Grey.of(image);
        return of(grey).exchanged(grey).image();
    }

    private static Shore of(Grey grey) {
        ShoreTraces traces = ShoreTraces.of(grey);
        RandomGenerator random = new SplittableRandom(1);
        return Stream.generate(() -> any(grey, random)).limit(GUESSES).map(shore -> new Guess(shore, traces.fit(shore)))
                .sorted(Comparator.comparingDouble(Guess::fit).reversed()).limit(BEST)
                .map(guess -> guess.improved(traces, random))
                .max(Comparator.comparingDouble(Guess::fit)).orElseThrow().shore();
    }

    /** @param half of the picture's height */
    double at(int row, double half) {
        return middle + slant * (row + 0.5 - half) + swing * Math.sin(turns * (row + 0.5) + start);
    }

    private static Shore any(Grey grey, RandomGenerator random) {
        return new Shore(grey.width() / 2.0 + random.nextDouble(-30, 30), random.nextDouble(-2, 2),
                random.nextDouble(3, 7), 2 * Math.PI / random.nextDouble(25, 60), random.nextDouble(2 * Math.PI));
    }

    private Shore moved(double reach, RandomGenerator random) {
        return new Shore(middle + reach * random.nextDouble(-3, 3), slant + reach * random.nextDouble(-0.2, 0.2),
                swing + reach * random.nextDouble(-1, 1), turns + reach * random.nextDouble(-0.03, 0.03),
                start + reach * random.nextDouble(-0.6, 0.6));
    }

    private Grey exchanged(Grey grey) {
        int[] pixels = grey.pixels().clone();
        IntSummaryStatistics levels = Arrays.stream(pixels).summaryStatistics();
        for (int i = 0; i < pixels.length; i++) {
            if (i % grey.width() + 0.5 >= at(i / grey.width(), grey.height() / 2.0)) {
                pixels[i] = levels.getMin() + levels.getMax() - pixels[i];
            }
        }
        return new Grey(grey.width(), grey.height(), pixels);
    }

    private record Guess(Shore shore, double fit) {

        /** Goes uphill by ever smaller steps. */
        Guess improved(ShoreTraces traces, RandomGenerator random) {
            Guess best = this;
            for (int step = 0; step < STEPS; step++) {
                Shore other = best.shore.moved(1 - (double) step / STEPS, random);
                double fit = traces.fit(other);
                if (fit > best.fit) {
                    best = new Guess(other, fit);
                }
            }
            return best;
        }
    }
}
