package io.komauth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A running {@code kc.sh} with all that it has started. It ends with this JVM at the latest, also when that is
 * interrupted or terminated.
 */
final class ServerProcess {

    private static final int SECONDS_TO_END = 30;

    private final Process process;
    private volatile boolean stopping;

    private ServerProcess(Process process) {
        this.process = process;
    }

    static ServerProcess start(ProcessBuilder command) {
        try {
            ServerProcess server = new ServerProcess(command.start());
            server.endWithThisJvm();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean alive() {
        return process.isAlive();
    }

    /** The process that serves. The shell either waits for it, or has become it. */
    ProcessHandle java() {
        return tree().filter(handle -> handle.info().command().filter(command -> command.endsWith("/java")).isPresent())
                .findFirst().orElseThrow();
    }

    private Stream<ProcessHandle> tree() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }

    /** Whether its end was asked for. */
    boolean stopping() {
        return stopping;
    }

    int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    /** Ends it and waits until nothing of it is left; what has ended already may be stopped again. */
    void stop() {
        stopping = true;
        // the shell first makes a Java process that builds, and then becomes the one that serves
        List<ProcessHandle> tree = tree().toList();
        tree.forEach(ProcessHandle::destroy);
        CompletableFuture<?> ended = CompletableFuture.allOf(
                tree.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
        ended.completeOnTimeout(null, SECONDS_TO_END, TimeUnit.SECONDS).join();
        tree.forEach(ProcessHandle::destroyForcibly);
        tree.forEach(handle -> handle.onExit().join());
    }

    private void endWithThisJvm() {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop Keycloak"));
        } catch (IllegalStateException alreadyShuttingDown) {
            stop();
            throw alreadyShuttingDown;
        }
    }
}
