package io.komauth.bruteforce;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A login that failed.
 *
 * @param time     seconds since the epoch
 * @param owner    the only user whose success clears it; {@link #NO_OWNER} if there is none
 * @param exceeded the thresholds that were reached before it, and the locks that it has reached itself
 */
record LoginFailure(long time, String owner, Set<FailureThreshold> exceeded) {

    /** The owner of a failure that no success clears: no user was found, or others have failed under the same name. */
    static final String NO_OWNER = "";

    private static final String PART = ",";
    private static final String THRESHOLD = "/";
    private static final String LOCK = "lock";

    LoginFailure {
        exceeded = Set.copyOf(exceeded);
    }

    boolean isWithin(FailureThreshold threshold, long now) {
        return now - time < threshold.window();
    }

    LoginFailure withoutOwner() {
        return new LoginFailure(time, NO_OWNER, exceeded);
    }

    String text() {
        return time + PART + owner + exceeded.stream()
                .map(threshold -> PART + threshold.failures() + THRESHOLD + threshold.window()
                        + (threshold.isLock() ? THRESHOLD + LOCK : ""))
                .collect(Collectors.toCollection(TreeSet::new)).stream().collect(Collectors.joining());
    }

    static LoginFailure of(String text) {
        List<String> parts = Arrays.asList(text.split(PART, -1));
        return new LoginFailure(Long.parseLong(parts.get(0)), parts.get(1), parts.stream().skip(2).map(LoginFailure::threshold)
                .collect(Collectors.toSet()));
    }

    private static FailureThreshold threshold(String text) {
        String[] parts = text.split(THRESHOLD, -1);
        return new FailureThreshold(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), parts.length > 2);
    }
}
