package io.komauth.bruteforce;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.komauth.cluster.SharedRecord;

/**
 * The failures of the keys that share one of a bounded number of records. A few of them have a history each. If more fail at the
 * same time, as when someone tries millions of names, the oldest are merged and count for every key of the bucket: a captcha may
 * then be asked for too early, never too late.
 */
record FailureBucket(Map<String, FailureHistory> histories) {

    /** Names or addresses with a history of their own. */
    static final int MAX_HISTORIES = 4;

    /** The merged history of all other keys; never the id of a key. */
    private static final String OTHERS = "*";

    FailureBucket {
        histories = Map.copyOf(histories);
    }

    /** @param content as {@link #record} has it */
    static FailureBucket of(Map<String, String> content) {
        return new FailureBucket(content.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> FailureHistory.of(entry.getValue()))));
    }

    /** @return what is to be stored, for as long as one of the thresholds needs it */
    SharedRecord record(Set<FailureThreshold> thresholds, long now) {
        int window = thresholds.stream().mapToInt(FailureThreshold::window).max().orElse(0);
        Map<String, String> content = new HashMap<>();
        long end = now;
        for (Map.Entry<String, FailureHistory> entry : histories.entrySet()) {
            FailureHistory history = entry.getValue().since(now - window);
            if (!history.isEmpty()) {
                content.put(entry.getKey(), history.text());
                end = Math.max(end, history.latest());
            }
        }
        return new SharedRecord(content, end + window - now);
    }

    /**
     * @return the failures of a key that the threshold counts, at most as many as it has. A lock counts none that were merged:
     *         who has many addresses could lock out everybody
     */
    int count(String keyId, FailureThreshold threshold, long now) {
        int ofOthers = threshold.isLock() ? 0 : of(OTHERS).count(threshold, now);
        return Math.min(threshold.failures(), of(keyId).count(threshold, now) + ofOthers);
    }

    /**
     * @param owner      the user whose success clears the failure, if no threshold was reached by others
     * @param thresholds all of the realm that count the key
     */
    FailureBucket plus(String keyId, String owner, Set<FailureThreshold> thresholds, long now) {
        Set<FailureThreshold> exceeded = thresholds.stream()
                .filter(threshold -> count(keyId, threshold, now) + (threshold.isLock() ? 1 : 0) >= threshold.failures())
                .collect(Collectors.toSet());
        boolean byOthers = of(keyId).hasOthersThan(owner) || !of(OTHERS).isEmpty();
        Map<String, FailureHistory> changed = new HashMap<>(histories);
        int highest = thresholds.stream().mapToInt(FailureThreshold::failures).max().orElse(0);
        changed.put(keyId, of(keyId).plus(
                new LoginFailure(now, byOthers && !exceeded.isEmpty() ? LoginFailure.NO_OWNER : owner, exceeded))
                .latest(Math.max(FailureThreshold.MAX_FAILURES, highest)));
        if (changed.keySet().stream().filter(id -> !id.equals(OTHERS)).count() > MAX_HISTORIES) {
            String oldest = changed.entrySet().stream().filter(entry -> !entry.getKey().equals(OTHERS))
                    .min(Comparator.comparingLong(entry -> entry.getValue().latest())).orElseThrow().getKey();
            changed.put(OTHERS, of(OTHERS).mergedWith(changed.remove(oldest)).latest(FailureThreshold.MAX_FAILURES));
        }
        return new FailureBucket(changed);
    }

    boolean hasAnyOf(String keyId, String owner) {
        return of(keyId).hasAnyOf(owner);
    }

    FailureBucket without(String keyId, String owner) {
        Map<String, FailureHistory> changed = new HashMap<>(histories);
        changed.computeIfPresent(keyId, (id, history) -> history.without(owner));
        return new FailureBucket(changed);
    }

    private FailureHistory of(String keyId) {
        return histories.getOrDefault(keyId, FailureHistory.EMPTY);
    }
}
