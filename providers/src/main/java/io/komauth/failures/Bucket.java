package io.komauth.failures;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.komauth.cluster.SharedRecord;

/**
 * The failures of the names, or of the addresses, that share one of a bounded number of records. A few of them have a
 * history each. Where more fail at the same time, as when someone tries millions of names, those who failed longest ago are
 * counted together, and for everyone in the bucket: whoever is asked for a captcha by that is asked too early, never too late.
 */
record Bucket(Map<String, History> histories) {

    /** Names or addresses with a history of their own. */
    static final int SUBJECTS = 4;

    /** The history of all others; no subject's id. */
    private static final String REST = "*";

    Bucket {
        histories = Map.copyOf(histories);
    }

    /** @param content as {@link #record} has it */
    static Bucket of(Map<String, String> content) {
        return new Bucket(content.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> History.of(entry.getValue()))));
    }

    /** @return what is to be stored, for as long as one of the limits asks for it */
    SharedRecord record(Set<FailureLimit> limits, long now) {
        int window = limits.stream().mapToInt(FailureLimit::window).max().orElse(0);
        Map<String, String> content = new HashMap<>();
        long end = now;
        for (Map.Entry<String, History> entry : histories.entrySet()) {
            History history = entry.getValue().after(now - window);
            if (!history.isEmpty()) {
                content.put(entry.getKey(), history.text());
                end = Math.max(end, history.end());
            }
        }
        return new SharedRecord(content, end + window - now);
    }

    /** @return the failures of a subject that the limit counts, no more than the limit has */
    int count(String subject, FailureLimit limit, long now) {
        return Math.min(limit.failures(), of(subject).count(limit, now) + of(REST).count(limit, now));
    }

    /**
     * @param owner  the user whose success takes the failure back, if no limit was reached by others
     * @param limits all of the realm
     */
    Bucket plus(String subject, String owner, Set<FailureLimit> limits, long now) {
        Set<FailureLimit> beyond = limits.stream()
                .filter(limit -> count(subject, limit, now) >= limit.failures()).collect(Collectors.toSet());
        boolean byOthers = of(subject).hasOthersThan(owner) || !of(REST).isEmpty();
        Map<String, History> changed = new HashMap<>(histories);
        changed.put(subject, of(subject).plus(
                new Failure(now, byOthers && !beyond.isEmpty() ? Failure.NOBODY : owner, beyond)));
        if (changed.keySet().stream().filter(id -> !id.equals(REST)).count() > SUBJECTS) {
            String oldest = changed.entrySet().stream().filter(entry -> !entry.getKey().equals(REST))
                    .min(Comparator.comparingLong(entry -> entry.getValue().end())).orElseThrow().getKey();
            changed.put(REST, of(REST).mixedWith(changed.remove(oldest)));
        }
        return new Bucket(changed);
    }

    boolean hasAnyOf(String subject, String owner) {
        return of(subject).hasAnyOf(owner);
    }

    Bucket without(String subject, String owner) {
        Map<String, History> changed = new HashMap<>(histories);
        changed.computeIfPresent(subject, (id, history) -> history.without(owner));
        return new Bucket(changed);
    }

    private History of(String subject) {
        return histories.getOrDefault(subject, History.EMPTY);
    }
}
