package io.komauth.bruteforce;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Where attempts of this node wait until another one by the same name, or from the same address, has ended. */
final class WaitingAttempts {

    static final WaitingAttempts LOCAL = new WaitingAttempts();

    /** Each waiting attempt holds a thread of the server, and may hold a connection to the database. */
    private static final int MAX_WAITING = 64;

    /** Of attempts that can go on without having waited. */
    private static final int MAX_WAITING_BRIEFLY = 16;

    /** The interval of polling: the attempt that is waited for may be on another node. */
    private static final int POLL_MILLIS = 100;

    /** Of counters that are no longer waited for; by then an attempt must have ended. */
    private static final long ABANDONED_NANOS = TimeUnit.SECONDS.toNanos(AttemptSlots.MAX_ATTEMPT_SECONDS);
    private static final int MAX_ABANDONED = 1_000;

    /** Why waiting has ended. */
    enum WaitResult {
        /** Another attempt has ended on this node. */
        SIGNALLED,
        /** It is time to check again, as one may have ended on another node. */
        POLLED,
        /** Too many are waiting, or this counter is no longer waited for. */
        REFUSED
    }

    private final Semaphore permits = new Semaphore(MAX_WAITING);
    private final Semaphore briefPermits = new Semaphore(MAX_WAITING_BRIEFLY);
    private final Map<String, CompletableFuture<Void>> signals = new ConcurrentHashMap<>();
    private final Map<String, Long> abandoned = new ConcurrentHashMap<>();

    private WaitingAttempts() {
    }

    /** Waits until it is worth checking again. */
    WaitResult waitFor(String counterId) {
        return waitFor(counterId, permits);
    }

    /** Does the same for an attempt that can go on without having waited, so that few of those hold a thread. */
    WaitResult waitBrieflyFor(String counterId) {
        return waitFor(counterId, briefPermits);
    }

    private WaitResult waitFor(String counterId, Semaphore permits) {
        if (isAbandoned(counterId) || !permits.tryAcquire()) {
            return WaitResult.REFUSED;
        }
        CompletableFuture<Void> signal = signals.computeIfAbsent(counterId, key -> new CompletableFuture<>());
        try {
            signal.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            return WaitResult.SIGNALLED;
        } catch (TimeoutException poll) {
            return WaitResult.POLLED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return WaitResult.REFUSED;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            signals.remove(counterId, signal);
            permits.release();
        }
    }

    /**
     * Makes no attempt wait for this counter until one ends or must have ended: its node may have crashed, or a user store hangs.
     */
    void abandon(String counterId) {
        if (abandoned.size() >= MAX_ABANDONED) {
            abandoned.clear();
        }
        abandoned.put(counterId, System.nanoTime());
    }

    private boolean isAbandoned(String counterId) {
        Long since = abandoned.get(counterId);
        return since != null && System.nanoTime() - since < ABANDONED_NANOS;
    }

    /** Wakes the attempts that wait for one of these counters. */
    void signal(Collection<String> counterIds) {
        counterIds.forEach(abandoned::remove);
        counterIds.stream().map(signals::remove).filter(signal -> signal != null).forEach(signal -> signal.complete(null));
    }
}
