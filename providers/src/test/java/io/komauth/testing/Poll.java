package io.komauth.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what a server does behind a request. */
public final class Poll {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private Poll() {
    }

    /** @throws AssertionError if it has not come true after a minute */
    public static void until(String what, BooleanSupplier cameTrue) {
        if (!comesTrueWithin(LONGEST, cameTrue)) {
            throw new AssertionError("After " + LONGEST.toSeconds() + " s it is still not so that " + what);
        }
    }

    /** Waits no longer than it takes to come true. @return whether it has */
    public static boolean comesTrueWithin(Duration longest, BooleanSupplier cameTrue) {
        Instant end = Instant.now().plus(longest);
        while (!cameTrue.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                return false;
            }
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
        return true;
    }
}
