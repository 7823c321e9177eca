package io.komauth.failures;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A login that failed.
 *
 * @param time   seconds since the epoch
 * @param owner  the one user whose success takes it back; {@link #NOBODY} if there is none
 * @param beyond the limits that were reached before it
 */
record Failure(long time, String owner, Set<FailureLimit> beyond) {

    /** The owner of a failure that no success takes back: no user was found, or others have failed by the same name. */
    static final String NOBODY = "";

    private static final String PART = ",";
    private static final String LIMIT = "/";

    Failure {
        beyond = Set.copyOf(beyond);
    }

    boolean isWithin(FailureLimit limit, long now) {
        return now - time < limit.window();
    }

    Failure ofNobody() {
        return new Failure(time, NOBODY, beyond);
    }

    String text() {
        return time + PART + owner + beyond.stream().map(limit -> PART + limit.failures() + LIMIT + limit.window())
                .collect(Collectors.toCollection(TreeSet::new)).stream().collect(Collectors.joining());
    }

    static Failure of(String text) {
        List<String> parts = Arrays.asList(text.split(PART, -1));
        return new Failure(Long.parseLong(parts.get(0)), parts.get(1), parts.stream().skip(2).map(Failure::limit)
                .collect(Collectors.toSet()));
    }

    private static FailureLimit limit(String text) {
        String[] numbers = text.split(LIMIT, -1);
        return new FailureLimit(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
    }
}
