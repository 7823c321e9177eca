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

    /** Of subjects that nobody waits for any more, until then an attempt must have ended. */
    private static final long GIVEN_UP_NANOS = TimeUnit.SECONDS.toNanos(Places.LONGEST_ATTEMPT);
    private static final int GIVEN_UP = 1_000;

    /** How waiting has ended. */
    enum End {
        /** Another attempt has ended on this node. */
        CALLED,
        /** It is time to look, as it may have ended elsewhere. */
        LOOK,
        /** There is no seat, or nobody waits for this any more. */
        REFUSED
    }

    private final Semaphore seats = new Semaphore(SEATS);
    private final Map<String, CompletableFuture<Void>> calls = new ConcurrentHashMap<>();
    private final Map<String, Long> givenUp = new ConcurrentHashMap<>();

    private WaitingRoom() {
    }

    /** Waits until it is worth looking again. */
    End waitFor(String subject) {
        if (isGivenUp(subject) || !seats.tryAcquire()) {
            return End.REFUSED;
        }
        CompletableFuture<Void> call = calls.computeIfAbsent(subject, key -> new CompletableFuture<>());
        try {
            call.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            return End.CALLED;
        } catch (TimeoutException look) {
            return End.LOOK;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return End.REFUSED;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            calls.remove(subject, call);
            seats.release();
        }
    }

    /** Has nobody wait for this, until an attempt ends or must have ended: its node may have crashed, or a user store hangs. */
    void giveUp(String subject) {
        if (givenUp.size() >= GIVEN_UP) {
            givenUp.clear();
        }
        givenUp.put(subject, System.nanoTime());
    }

    private boolean isGivenUp(String subject) {
        Long since = givenUp.get(subject);
        return since != null && System.nanoTime() - since < GIVEN_UP_NANOS;
    }

    /** Lets those look again who wait for one of these. */
    void call(Collection<String> subjects) {
        subjects.forEach(givenUp::remove);
        subjects.stream().map(calls::remove).filter(call -> call != null).forEach(call -> call.complete(null));
    }
}
