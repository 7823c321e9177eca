package io.komauth.benchmarks.work;

import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.komauth.benchmarks.Benchmark;
import io.komauth.benchmarks.Samples;
import io.komauth.benchmarks.Table;
import io.komauth.testing.ProofOfWork;

/**
 * The price of a guess by the number of failed logins, with a native solver and in a browser, and what a person waits for.
 * Argument: derivations of a run.
 */
public final class WorkBenchmark implements Benchmark {

    /** As {@code io.komauth.captcha.WorkSettings} has them by default. */
    private static final int ITERATIONS = 1_000;
    private static final int DERIVATIONS = 2_400;
    private static final double FACTOR = 1.6;

    private static final int MAX_LEVEL = 10;
    private static final int MAX_ADDRESS_LEVEL = 3;
    private static final int THOUSAND = 1_000;

    private static final int CHALLENGES = 100;
    private static final int SLOWDOWN = 6;
    private static final int NONCE_BYTES = 16;
    private static final int KEY_BYTES = 32;
    private static final int PREFIX_BYTES = 16;

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

                %s
                Without failures, from the start of the page's worker to its solution, one worker, %d challenges:

                %s""".formatted(ITERATIONS, natively * THOUSAND, inChromium * THOUSAND, inChromium / natively, table, CHALLENGES,
                ofPeople());
    }

    private static Table ofPeople() throws Exception {
        Table table = new Table("headless Chromium", "median, s", "99th percentile, s", "most, s");
        String challenges = challenges();
        row(table, "one processor or more", BrowserSolver.secondsOfSolving(challenges, List::copyOf));
        try (SlowProcessor slow = new SlowProcessor(SLOWDOWN)) {
            row(table, "a sixth of one processor", BrowserSolver.secondsOfSolving(challenges, slow::running));
        }
        return table;
    }

    private static void row(Table table, String processor, Samples seconds) {
        table.row(processor, "%.2f".formatted(seconds.median()), "%.2f".formatted(seconds.percentile(99)),
                "%.2f".formatted(seconds.percentile(100)));
    }

    /** With counters drawn as the server draws them, but evenly spread, so that luck is not measured. */
    private static String challenges() {
        ArrayNode challenges = JsonNodeFactory.instance.arrayNode();
        Random random = new Random(CHALLENGES);
        for (int i = 0; i < CHALLENGES; i++) {
            ObjectNode parameters = challenges.addObject().put("algorithm", "PBKDF2/SHA-256").put("cost", ITERATIONS)
                    .put("keyLength", KEY_BYTES).put("nonce", hex(random)).put("salt", hex(random));
            int counter = Math.max(1, Math.round((i + 0.5f) / CHALLENGES * DERIVATIONS));
            parameters.put("keyPrefix", HexFormat.of().formatHex(ProofOfWork.derive(parameters, counter), 0, PREFIX_BYTES));
        }
        return challenges.toString();
    }

    private static String hex(Random random) {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
