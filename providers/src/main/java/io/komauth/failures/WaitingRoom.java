package io.komauth.failures;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Where attempts of this node wait until another one by the same name, or from the same address, has ended. */
final class WaitingRoom {

    static final WaitingRoom OF_THIS_NODE = new WaitingRoom();

    /** Each one waiting keeps a thread of the server, and may keep a connection to the database. */
    private static final int SEATS = 64;

    /** After which one looks by oneself: the attempt that is waited for may be on another node. */
    private static final int LOOK_MILLIS = 100;

    private final Semaphore seats = new Semaphore(SEATS);
    private final Map<String, CompletableFuture<Void>> calls = new ConcurrentHashMap<>();

    private WaitingRoom() {
    }

    /**
     * Waits until it is worth looking again.
     *
     * @return whether there was a seat
     */
    boolean waitFor(String subject) {
        if (!seats.tryAcquire()) {
            return false;
        }
        CompletableFuture<Void> call = calls.computeIfAbsent(subject, key -> new CompletableFuture<>());
        try {
            call.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException look) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            calls.remove(subject, call);
            seats.release();
        }
    }

    /** Lets those look again who wait for one of these. */
    void call(Collection<String> subjects) {
        subjects.stream().map(calls::remove).filter(call -> call != null).forEach(call -> call.complete(null));
    }
}
