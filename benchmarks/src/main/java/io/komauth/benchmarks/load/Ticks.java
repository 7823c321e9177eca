package io.komauth.benchmarks.load;

import java.util.ArrayList;
import java.util.List;

/** The numbers at an axis: multiples of 1, 2 or 5, and of a power of ten. */
final class Ticks {

    private static final int MOST = 10;

    private Ticks() {
    }

    /** @return where an axis ends that has room for this */
    static double end(double max) {
        double step = step(max);
        return Math.max(step, Math.ceil(max / step) * step);
    }

    static List<Double> of(double end) {
        List<Double> ticks = new ArrayList<>();
        for (int i = 0; i * step(end) <= end * 1.001; i++) {
            ticks.add(i * step(end));
        }
        return ticks;
    }

    static String label(double value, double end) {
        int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step(end))));
        return ("%." + decimals + "f").formatted(value);
    }

    private static double step(double max) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(max, 1e-9) / MOST)));
        for (double factor : new double[] {1, 2, 5}) {
            if (max / (factor * power) <= MOST) {
                return factor * power;
            }
        }
        return 10 * power;
    }
}
