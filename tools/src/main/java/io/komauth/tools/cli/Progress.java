package io.komauth.tools.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Supplier;

/** Says at most every ten seconds how far long work has come; short work says nothing. */
public final class Progress {

    private static final long PAUSE = Duration.ofSeconds(10).toNanos();

    private final PrintStream err;
    private long said = System.nanoTime();

    Progress(PrintStream err) {
        this.err = err;
    }

    public void at(Supplier<String> state) {
        long now = System.nanoTime();
        if (now - said >= PAUSE) {
            said = now;
            err.println(state.get());
        }
    }
}
