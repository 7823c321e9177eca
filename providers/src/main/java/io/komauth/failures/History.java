package io.komauth.failures;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The latest failures that were counted together, oldest first: as many as the highest limit. What is older matters to no
 * limit. Where an older one is within a limit's window, all of these are, and the limit is reached.
 */
record History(List<Failure> failures) {

    static final History EMPTY = new History(List.of());

    private static final String SEPARATOR = ";";

    History {
        failures = List.copyOf(failures.subList(Math.max(0, failures.size() - FailureLimit.MAX_FAILURES), failures.size()));
    }

    static History of(String text) {
        return new History(Arrays.stream(text.split(SEPARATOR)).map(Failure::of).toList());
    }

    String text() {
        return failures.stream().map(Failure::text).collect(Collectors.joining(SEPARATOR));
    }

    /** @return the failures that the limit counts; its own number if it has been reached, and no window has passed since then */
    int count(FailureLimit limit, long now) {
        List<Failure> recent = failures.stream().filter(failure -> failure.isWithin(limit, now)).toList();
        return recent.stream().anyMatch(failure -> failure.beyond().contains(limit)) ? limit.failures() : recent.size();
    }

    boolean hasOthersThan(String owner) {
        return failures.stream().anyMatch(failure -> !failure.owner().equals(owner));
    }

    boolean hasAnyOf(String owner) {
        return failures.stream().anyMatch(failure -> failure.owner().equals(owner));
    }

    boolean isEmpty() {
        return failures.isEmpty();
    }

    /** @return when the latest was; of an empty history, before all others */
    long end() {
        return isEmpty() ? Long.MIN_VALUE : failures.get(failures.size() - 1).time();
    }

    History plus(Failure failure) {
        return new History(Stream.concat(failures.stream(), Stream.of(failure)).toList());
    }

    History without(String owner) {
        return new History(failures.stream().filter(failure -> !failure.owner().equals(owner)).toList());
    }

    History after(long time) {
        return new History(failures.stream().filter(failure -> failure.time() > time).toList());
    }

    /** @return both, so that no success takes any of it back */
    History mixedWith(History other) {
        return new History(Stream.concat(failures.stream(), other.failures.stream())
                .sorted(Comparator.comparingLong(Failure::time)).map(Failure::ofNobody).toList());
    }
}
