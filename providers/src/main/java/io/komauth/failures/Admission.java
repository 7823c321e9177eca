package io.komauth.failures;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.komauth.cluster.SharedRecords;
import io.komauth.cluster.SharedStore;
import io.komauth.cluster.Turns;

import org.keycloak.models.SingleUseObjectProvider;

/**
 * Lets an attempt begin that needs no captcha, if the limit is not exceeded even where it fails and all others fail that are
 * under way. Where only these others stand in its way it waits for them: their passwords may be right.
 */
final class Admission {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** For how long nobody may have left. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Turns TURNS = new Turns();

    private enum Answer { ADMITTED, REACHED, BUSY }

    private final SharedStore store;
    private final List<Counter> counters;
    private final FailureLimit limit;
    private final List<String> taken = new ArrayList<>();
    private Counter busy;
    private boolean isLast;

    Admission(SharedStore store, List<Counter> counters, FailureLimit limit) {
        this.store = store;
        this.counters = counters;
        this.limit = limit;
    }

    /** @return the keys of the places that the attempt has taken; empty if the limit is reached, or others take too long */
    Optional<List<String>> await() {
        long begin = System.nanoTime();
        long progress = begin;
        Answer answer = ask();
        while (answer == Answer.BUSY && System.nanoTime() - begin < LONGEST_WAIT.toNanos()) {
            WaitingRoom.End end = WaitingRoom.OF_THIS_NODE.waitFor(busy.id());
            if (end == WaitingRoom.End.REFUSED) {
                break;
            }
            if (end == WaitingRoom.End.CALLED) {
                progress = System.nanoTime();
            } else if (System.nanoTime() - progress > PATIENCE.toNanos()) {
                WaitingRoom.OF_THIS_NODE.giveUp(busy.id());
                break;
            }
            answer = ask();
        }
        return answer == Answer.ADMITTED ? Optional.of(List.copyOf(taken)) : Optional.empty();
    }

    /** @return whether the limit is reached if the attempt fails that was let in */
    boolean isLast() {
        return isLast;
    }

    private Answer ask() {
        return TURNS.take(counters.stream().map(Counter::id).toList(), () -> store.inTransaction(this::ask));
    }

    private Answer ask(SingleUseObjectProvider objects) {
        // what a failed run of the transaction may have left
        giveBack(objects);
        isLast = false;
        for (Counter counter : counters) {
            Answer answer = ask(objects, counter);
            if (answer != Answer.ADMITTED) {
                busy = counter;
                giveBack(objects);
                return answer;
            }
        }
        taken.forEach(place -> Places.begin(objects, place, limit, LoginFailures.now()));
        return Answer.ADMITTED;
    }

    /**
     * Takes a place, then looks who else has one, then at the failures. An attempt that fails is counted before it leaves its
     * place: so it is seen here or there.
     */
    private Answer ask(SingleUseObjectProvider objects, Counter counter) {
        Places places = new Places(counter.places(), limit);
        Optional<String> place = places.take(objects);
        place.ifPresent(taken::add);
        int failures = failures(objects, counter);
        // without failures there are no more places than the limit allows
        boolean hasRoom = place.isPresent()
                && (failures == 0 || places.taken(objects) + failures(objects, counter) <= limit.failures());
        if (hasRoom) {
            isLast |= failures + 1 >= limit.failures();
            return Answer.ADMITTED;
        }
        boolean isReached = failures >= limit.failures()
                || failures + places.abandoned(objects, LoginFailures.now()) >= limit.failures();
        return isReached ? Answer.REACHED : Answer.BUSY;
    }

    private int failures(SingleUseObjectProvider objects, Counter counter) {
        return Bucket.of(SharedRecords.read(objects, counter.bucket())).count(counter.id(), limit, LoginFailures.now());
    }

    private void giveBack(SingleUseObjectProvider objects) {
        taken.forEach(objects::remove);
        taken.clear();
    }
}
