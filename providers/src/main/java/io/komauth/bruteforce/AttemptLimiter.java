package io.komauth.bruteforce;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.komauth.cluster.SharedRecords;
import io.komauth.cluster.StripedLocks;
import io.komauth.cluster.TransactionalStore;
import io.komauth.compat.KeycloakTime;

import org.keycloak.models.SingleUseObjectProvider;

/**
 * Reserves an attempt, unless its limit would be exceeded if this attempt and all concurrent ones failed. If only concurrent
 * attempts stand in the way, it waits for them: their passwords may be right.
 */
final class AttemptLimiter {

    /** The time without any attempt ending, after which it waits no longer. */
    private static final Duration STALL_TIMEOUT = Duration.ofSeconds(5);
    private static final StripedLocks LOCKS = new StripedLocks();

    private enum Decision { GRANTED, REACHED, BUSY }

    private final TransactionalStore store;
    private final List<FailureCounter> counters;
    private final List<String> acquired = new ArrayList<>();
    private final Map<FailureCounter, FailureBucket> buckets = new HashMap<>();
    private AttemptLimit limit;
    private long begin;
    private long progress;
    private FailureCounter busyCounter;
    private boolean isLast;

    AttemptLimiter(TransactionalStore store, List<FailureCounter> counters, AttemptLimit limit) {
        this.store = store;
        this.counters = counters;
        this.limit = limit;
    }

    /** @return the keys of the slots that the attempt holds; empty if the limit is reached, or others take too long */
    Optional<List<String>> reserve() {
        begin = System.nanoTime();
        progress = begin;
        Decision decision = decide();
        while (decision == Decision.BUSY && goesOn()) {
            decision = decide();
        }
        return decision == Decision.GRANTED ? Optional.of(List.copyOf(acquired)) : Optional.empty();
    }

    /** @return whether the limit is reached if the reserved attempt fails */
    boolean isLast() {
        return isLast;
    }

    /** @return the failures that the last decision was made by */
    RecentFailures failures() {
        return new RecentFailures(buckets);
    }

    /** Waits for others; once that has taken too long, goes on only where the limit allows it. */
    private boolean goesOn() {
        if (waits()) {
            return true;
        }
        boolean isOptional = limit.isOptional(busyCounter.kind());
        if (isOptional) {
            limit = limit.withoutAddress();
        }
        return isOptional;
    }

    private boolean waits() {
        if (System.nanoTime() - begin >= limit.maxWait(busyCounter.kind()).toNanos()) {
            return false;
        }
        WaitingAttempts.WaitResult end = limit.isOptional(busyCounter.kind())
                ? WaitingAttempts.LOCAL.waitBrieflyFor(busyCounter.id())
                : WaitingAttempts.LOCAL.waitFor(busyCounter.id());
        if (end == WaitingAttempts.WaitResult.SIGNALLED) {
            progress = System.nanoTime();
        } else if (end == WaitingAttempts.WaitResult.POLLED && System.nanoTime() - progress > STALL_TIMEOUT.toNanos()) {
            WaitingAttempts.LOCAL.abandon(busyCounter.id());
            return false;
        }
        return end != WaitingAttempts.WaitResult.REFUSED;
    }

    private Decision decide() {
        return LOCKS.runLocked(counters.stream().map(FailureCounter::id).toList(), () -> store.inTransaction(this::decide));
    }

    private Decision decide(SingleUseObjectProvider objects) {
        // left by a failed run of the transaction
        releaseSlots(objects);
        isLast = false;
        Decision decision = Decision.GRANTED;
        for (FailureCounter counter : counters) {
            if (decision == Decision.GRANTED) {
                decision = decide(objects, counter);
                busyCounter = counter;
            } else {
                failures(objects, counter);
            }
        }
        if (decision != Decision.GRANTED) {
            releaseSlots(objects);
        } else if (limit.countsAbandoned()) {
            acquired.forEach(slot -> AttemptSlots.begin(objects, slot, limit.slotLifespan(), KeycloakTime.epochSeconds()));
        }
        return decision;
    }

    /**
     * Acquires a slot, then counts the occupied ones, then the failures. A failed attempt is counted before it releases its slot,
     * so it is seen in one of the two counts.
     */
    private Decision decide(SingleUseObjectProvider objects, FailureCounter counter) {
        int most = limit.of(counter.kind());
        if (most == AttemptLimit.NONE) {
            failures(objects, counter);
            return Decision.GRANTED;
        }
        AttemptSlots slots = new AttemptSlots(counter.slots(), most, limit.slotLifespan());
        Optional<String> slot = slots.acquire(objects);
        slot.ifPresent(acquired::add);
        int failures = failures(objects, counter);
        // without failures there are no more slots than the limit allows
        boolean isGranted = slot.isPresent()
                && (failures == 0 || slots.occupied(objects) + failures(objects, counter) <= most);
        if (isGranted) {
            isLast |= failures + 1 >= most;
            return Decision.GRANTED;
        }
        boolean isReached = failures >= most || failures + slots.abandoned(objects, KeycloakTime.epochSeconds()) >= most;
        return isReached ? Decision.REACHED : Decision.BUSY;
    }

    private int failures(SingleUseObjectProvider objects, FailureCounter counter) {
        FailureBucket bucket = FailureBucket.of(SharedRecords.read(objects, counter.bucket()));
        buckets.put(counter, bucket);
        return bucket.count(counter.id(), limit.counted(), KeycloakTime.epochSeconds());
    }

    private void releaseSlots(SingleUseObjectProvider objects) {
        acquired.forEach(objects::remove);
        acquired.clear();
    }
}
