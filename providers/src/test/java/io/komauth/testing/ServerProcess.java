package io.komauth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A running {@code kc.sh} with all that it has started. It ends with this JVM at the latest, also when that is
 * interrupted or terminated.
 */
final class ServerProcess {

    private static final int SECONDS_TO_END = 30;

    private volatile Process process;
    private volatile boolean stopping;

    private ServerProcess() {
    }

    static ServerProcess start(ProcessBuilder command) {
        ServerProcess server = new ServerProcess();
        // before there is a process: this JVM would not wait for one that begins while it ends
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "stop Keycloak"));
        server.run(command);
        return server;
    }

    private synchronized void run(ProcessBuilder command) {
        if (stopping) {
            throw new IllegalStateException("This JVM is ending");
        }
        try {
            process = command.start();
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
        synchronized (this) {
            stopping = true;
        }
        if (process == null) {
            return;
        }
        Set<ProcessHandle> tree = new HashSet<>();
        int seconds = 0;
        do {
            // the shell first makes a Java process that builds, then another that serves or becomes it, maybe just now
            tree().forEach(tree::add);
            tree.forEach(ProcessHandle::destroy);
            seconds++;
        } while (!endWithinASecond(tree) && seconds < SECONDS_TO_END);
        tree.forEach(ProcessHandle::destroyForcibly);
        tree.forEach(handle -> handle.onExit().join());
    }

    private static boolean endWithinASecond(Set<ProcessHandle> tree) {
        return CompletableFuture.allOf(tree.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .thenApply(nothing -> true).completeOnTimeout(false, 1, TimeUnit.SECONDS).join();
    }
}
