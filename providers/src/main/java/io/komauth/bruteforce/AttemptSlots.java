package io.komauth.bruteforce;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.keycloak.models.SingleUseObjectProvider;

/**
 * The slots of one key for concurrent attempts, each a numbered entry of the store. An attempt holds its slot until it has been
 * counted or has succeeded. If its node crashes, the slot stays occupied for its lifespan.
 */
final class AttemptSlots {

    /** Seconds after which an attempt is over, one way or the other. */
    static final int MAX_ATTEMPT_SECONDS = 60;

    /** Seconds that a slot is kept beyond a threshold's window: as long as the longest transaction of Keycloak may take. */
    static final int GRACE_SECONDS = 300;

    private static final String BEGIN = "begin";

    private final String key;
    private final int number;
    private final int lifespan;

    /**
     * @param key      the prefix of the keys of these slots
     * @param number   of the slots
     * @param lifespan seconds after which a slot is free again, whatever has become of the attempt
     */
    AttemptSlots(String key, int number, int lifespan) {
        this.key = key;
        this.number = number;
        this.lifespan = lifespan;
    }

    /** @return the key of the slot that was acquired; empty if all are occupied */
    Optional<String> acquire(SingleUseObjectProvider objects) {
        return all().stream().filter(slot -> objects.putIfAbsent(slot, lifespan)).findFirst();
    }

    /** Records when the attempt in a slot began; must be the last change of the slot in a transaction. */
    static void begin(SingleUseObjectProvider objects, String slot, int lifespan, long now) {
        objects.put(slot, lifespan, Map.of(BEGIN, Long.toString(now)));
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
        return IntStream.rangeClosed(1, number).mapToObj(slot -> key + '.' + slot).toList();
    }
}
