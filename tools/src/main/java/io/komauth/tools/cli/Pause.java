package io.komauth.tools.cli;

import java.time.Duration;

/** Waits before something is tried again. */
public final class Pause {

    private Pause() {
    }

    /** @throws Failure if the thread is interrupted meanwhile */
    public static void of(Duration length) {
        try {
            Thread.sleep(length.toMillis());
        } catch (InterruptedException e) {
            throw Failure.interrupted(e);
        }
    }
}
