package io.komauth.failures;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.keycloak.models.SingleUseObjectProvider;

/**
 * The places that one subject has for attempts under way at the same moment, a numbered entry of the store each. An attempt
 * keeps its place until it has been counted or has succeeded. One whose node crashes keeps it as a failure would.
 */
final class Places {

    /** Seconds after which an attempt is over, one way or the other. */
    static final int LONGEST_ATTEMPT = 60;

    /** Seconds that a place is kept beyond a limit's window: as long as the longest transaction of Keycloak may take. */
    private static final int SPARE = 300;

    private static final String BEGIN = "begin";

    private final String key;
    private final FailureLimit limit;

    /** @param key what tells this subject's places from all others' */
    Places(String key, FailureLimit limit) {
        this.key = key;
        this.limit = limit;
    }

    /** @return the key of a free place, which is now taken; empty if there is none */
    Optional<String> take(SingleUseObjectProvider objects) {
        return all().stream().filter(place -> objects.putIfAbsent(place, limit.window() + SPARE)).findFirst();
    }

    /** Notes when the attempt in a place began; the last that is done to the place in a transaction. */
    static void begin(SingleUseObjectProvider objects, String place, FailureLimit limit, long now) {
        objects.put(place, limit.window() + SPARE, Map.of(BEGIN, Long.toString(now)));
    }

    int taken(SingleUseObjectProvider objects) {
        return (int) all().stream().filter(objects::contains).count();
    }

    /** @return how many of the places were taken by attempts that must have ended without a result */
    int abandoned(SingleUseObjectProvider objects, long now) {
        return (int) all().stream().map(objects::get).filter(content -> content != null && content.containsKey(BEGIN))
                .filter(content -> now - Long.parseLong(content.get(BEGIN)) > LONGEST_ATTEMPT).count();
    }

    private List<String> all() {
        return IntStream.rangeClosed(1, limit.failures()).mapToObj(number -> key + '.' + number).toList();
    }
}
