package io.komauth.benchmarks.work;

import java.util.List;

import io.komauth.benchmarks.Benchmark;
import io.komauth.benchmarks.Table;

/** The price of a guess by the number of failed logins: with a native solver, and in a browser. Argument: derivations of a run. */
public final class WorkBenchmark implements Benchmark {

    /** As {@code io.komauth.captcha.WorkSettings} has them by default. */
    private static final int ITERATIONS = 1_000;
    private static final int DERIVATIONS = 2_400;
    private static final double FACTOR = 1.6;

    private static final int MAX_LEVEL = 10;
    private static final int MAX_ADDRESS_LEVEL = 3;
    private static final int THOUSAND = 1_000;

    @Override
    public String run(List<String> arguments) throws Exception {
        int derivations = arguments.isEmpty() ? 5_000 : Integer.parseInt(arguments.get(0));
        double natively = NativeSolver.secondsOfDerivation(ITERATIONS, derivations);
        double inChromium = BrowserSolver.secondsOfDerivation(ITERATIONS, derivations);
        Table table = new Table("failed logins", "derivations, at most", "native solver, s of a processor a guess",
                "for 1,000 guesses, s", "times the first", "Chromium, one worker, s, median", "at most");
        for (int level = 0; level <= MAX_LEVEL; level++) {
            long most = Math.round(DERIVATIONS * Math.pow(FACTOR, level));
            double mean = (most + 1) / 2.0;
            table.row(level == MAX_ADDRESS_LEVEL ? level + " (the most of an address)" : Integer.toString(level), most,
                    "%.2f".formatted(mean * natively), "%,.0f".formatted(mean * natively * THOUSAND),
                    "%.1f".formatted(Math.pow(FACTOR, level)), "%.2f".formatted(mean * inChromium),
                    "%.2f".formatted(most * inChromium));
        }
        return """
                A derivation of %d iterations takes %.3f ms of a core with the native solver, %.3f ms in headless Chromium with one
                worker: the native one is %.2f times as fast.

                %s""".formatted(ITERATIONS, natively * THOUSAND, inChromium * THOUSAND, inChromium / natively, table);
    }
}
