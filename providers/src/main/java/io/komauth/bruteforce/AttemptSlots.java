package io.komauth.bruteforce;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.keycloak.models.SingleUseObjectProvider;

/**
 * The slots of one key for concurrent attempts, each a numbered entry of the store. An attempt holds its slot until it has been
 * counted or has succeeded. If its node crashes, the slot stays occupied for as long as a failure counts.
 */
final class AttemptSlots {

    /** Seconds after which an attempt is over, one way or the other. */
    static final int MAX_ATTEMPT_SECONDS = 60;

    /** Seconds that a slot is kept beyond a threshold's window: as long as the longest transaction of Keycloak may take. */
    private static final int GRACE_SECONDS = 300;

    private static final String BEGIN = "begin";

    private final String key;
    private final FailureThreshold threshold;

    /** @param key the prefix of the keys of these slots */
    AttemptSlots(String key, FailureThreshold threshold) {
        this.key = key;
        this.threshold = threshold;
    }

    /** @return the key of the slot that was acquired; empty if all are occupied */
    Optional<String> acquire(SingleUseObjectProvider objects) {
        return all().stream().filter(slot -> objects.putIfAbsent(slot, threshold.window() + GRACE_SECONDS)).findFirst();
    }

    /** Records when the attempt in a slot began; must be the last change of the slot in a transaction. */
    static void begin(SingleUseObjectProvider objects, String slot, FailureThreshold threshold, long now) {
        objects.put(slot, threshold.window() + GRACE_SECONDS, Map.of(BEGIN, Long.toString(now)));
    }

    int occupied(SingleUseObjectProvider objects) {
        return (int) all().stream().filter(objects::contains).count();
    }

    /** @return how many of the slots are held by attempts that must have ended without a result */
    int abandoned(SingleUseObjectProvider objects, long now) {
        return (int) all().stream().map(objects::get).filter(content -> content != null && content.containsKey(BEGIN))
                .filter(content -> now - Long.parseLong(content.get(BEGIN)) > MAX_ATTEMPT_SECONDS).count();
    }

    private List<String> all() {
        return IntStream.rangeClosed(1, threshold.failures()).mapToObj(number -> key + '.' + number).toList();
    }
}
