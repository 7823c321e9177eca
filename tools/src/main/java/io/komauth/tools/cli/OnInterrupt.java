package io.komauth.tools.cli;

/** What is cleared away if the program is interrupted before this is closed. */
public final class OnInterrupt implements AutoCloseable {

    private final Thread hook;

    public OnInterrupt(Runnable clearAway) {
        hook = new Thread(clearAway);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // it is being cleared away already
            return;
        }
    }
}
