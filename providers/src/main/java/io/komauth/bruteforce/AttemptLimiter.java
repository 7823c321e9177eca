package io.komauth.bruteforce;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.komauth.cluster.SharedRecords;
import io.komauth.cluster.StripedLocks;
import io.komauth.cluster.TransactionalStore;

import org.keycloak.models.SingleUseObjectProvider;

/**
 * Reserves an attempt without a captcha, unless the threshold would be exceeded if this attempt and all concurrent ones failed.
 * If only concurrent attempts stand in the way, it waits for them: their passwords may be right.
 */
final class AttemptLimiter {

    private static final Duration MAX_WAIT = Duration.ofSeconds(30);

    /** The time without any attempt ending, after which it waits no longer. */
    private static final Duration STALL_TIMEOUT = Duration.ofSeconds(5);
    private static final StripedLocks LOCKS = new StripedLocks();

    private enum Decision { GRANTED, REACHED, BUSY }

    private final TransactionalStore store;
    private final List<FailureCounter> counters;
    private final FailureThreshold threshold;
    private final List<String> acquired = new ArrayList<>();
    private FailureCounter busyCounter;
    private boolean isLast;

    AttemptLimiter(TransactionalStore store, List<FailureCounter> counters, FailureThreshold threshold) {
        this.store = store;
        this.counters = counters;
        this.threshold = threshold;
    }

    /** @return the keys of the slots that the attempt holds; empty if the threshold is reached, or others take too long */
    Optional<List<String>> reserve() {
        long begin = System.nanoTime();
        long progress = begin;
        Decision decision = decide();
        while (decision == Decision.BUSY && System.nanoTime() - begin < MAX_WAIT.toNanos()) {
            WaitingAttempts.WaitResult end = WaitingAttempts.LOCAL.waitFor(busyCounter.id());
            if (end == WaitingAttempts.WaitResult.REFUSED) {
                break;
            }
            if (end == WaitingAttempts.WaitResult.SIGNALLED) {
                progress = System.nanoTime();
            } else if (System.nanoTime() - progress > STALL_TIMEOUT.toNanos()) {
                WaitingAttempts.LOCAL.abandon(busyCounter.id());
                break;
            }
            decision = decide();
        }
        return decision == Decision.GRANTED ? Optional.of(List.copyOf(acquired)) : Optional.empty();
    }

    /** @return whether the threshold is reached if the reserved attempt fails */
    boolean isLast() {
        return isLast;
    }

    private Decision decide() {
        return LOCKS.runLocked(counters.stream().map(FailureCounter::id).toList(), () -> store.inTransaction(this::decide));
    }

    private Decision decide(SingleUseObjectProvider objects) {
        // left by a failed run of the transaction
        releaseSlots(objects);
        isLast = false;
        for (FailureCounter counter : counters) {
            Decision decision = decide(objects, counter);
            if (decision != Decision.GRANTED) {
                busyCounter = counter;
                releaseSlots(objects);
                return decision;
            }
        }
        acquired.forEach(slot -> AttemptSlots.begin(objects, slot, threshold, LoginFailures.now()));
        return Decision.GRANTED;
    }

    /**
     * Acquires a slot, then counts the occupied ones, then the failures. A failed attempt is counted before it releases its slot,
     * so it is seen in one of the two counts.
     */
    private Decision decide(SingleUseObjectProvider objects, FailureCounter counter) {
        AttemptSlots slots = new AttemptSlots(counter.slots(), threshold);
        Optional<String> slot = slots.acquire(objects);
        slot.ifPresent(acquired::add);
        int failures = failures(objects, counter);
        // without failures there are no more slots than the threshold allows
        boolean isGranted = slot.isPresent()
                && (failures == 0 || slots.occupied(objects) + failures(objects, counter) <= threshold.failures());
        if (isGranted) {
            isLast |= failures + 1 >= threshold.failures();
            return Decision.GRANTED;
        }
        boolean isReached = failures >= threshold.failures()
                || failures + slots.abandoned(objects, LoginFailures.now()) >= threshold.failures();
        return isReached ? Decision.REACHED : Decision.BUSY;
    }

    private int failures(SingleUseObjectProvider objects, FailureCounter counter) {
        return FailureBucket.of(SharedRecords.read(objects, counter.bucket()))
                .count(counter.id(), threshold, LoginFailures.now());
    }

    private void releaseSlots(SingleUseObjectProvider objects) {
        acquired.forEach(objects::remove);
        acquired.clear();
    }
}
