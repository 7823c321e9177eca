package io.komauth.tools.trial;

import java.io.PrintStream;
import java.util.Locale;

/** Prints a table of what took how long. */
final class Timings {

    private final PrintStream out;

    Timings(PrintStream out) {
        this.out = out;
    }

    void time(String what, Runnable work) {
        long start = System.nanoTime();
        work.run();
        out.printf(Locale.ROOT, "| %-66s | %7.1f s |%n", what, (System.nanoTime() - start) / 1e9);
        out.flush();
    }
}
