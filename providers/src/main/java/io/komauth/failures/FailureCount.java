package io.komauth.failures;

import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.komauth.cluster.Marks;

/**
 * The failed logins of one subject: a mark for each, numbered up to the limit, so that of any number of concurrent
 * failures each takes a number of its own.
 */
final class FailureCount {

    private final Marks marks;
    private final String key;
    private final FailureLimit limit;

    /** @param key what tells this subject's marks from all others', for the limit's window */
    FailureCount(Marks marks, String key, FailureLimit limit) {
        this.marks = marks;
        this.key = key;
        this.limit = limit;
    }

    boolean isFull() {
        return numbers().allMatch(marks::contains);
    }

    /** @return the mark that was added; empty if the limit is reached */
    Optional<String> add() {
        return numbers().filter(mark -> marks.add(mark, limit.window())).findFirst();
    }

    /** Counts a failure beyond the limit: from now on the limit is reached for a whole window again. */
    void renew() {
        numbers().forEach(mark -> marks.renew(mark, limit.window()));
    }

    void clear() {
        numbers().forEach(marks::remove);
    }

    private Stream<String> numbers() {
        return IntStream.rangeClosed(1, limit.failures()).mapToObj(number -> key + '.' + number);
    }
}
