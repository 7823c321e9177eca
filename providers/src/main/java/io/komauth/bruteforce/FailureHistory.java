package io.komauth.bruteforce;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The latest failures of a key, oldest first. */
record FailureHistory(List<LoginFailure> failures) {

    static final FailureHistory EMPTY = new FailureHistory(List.of());

    private static final String SEPARATOR = ";";

    FailureHistory {
        failures = List.copyOf(failures);
    }

    static FailureHistory of(String text) {
        return new FailureHistory(Arrays.stream(text.split(SEPARATOR)).map(LoginFailure::of).toList());
    }

    String text() {
        return failures.stream().map(LoginFailure::text).collect(Collectors.joining(SEPARATOR));
    }

    /** @return the failures that the threshold counts; the threshold's own number if it has been reached within its window */
    int count(FailureThreshold threshold, long now) {
        List<LoginFailure> recent = failures.stream().filter(failure -> failure.isWithin(threshold, now)).toList();
        return recent.stream().anyMatch(failure -> failure.exceeded().contains(threshold)) ? threshold.failures() : recent.size();
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

    /** @return the time of the latest failure; the smallest value for an empty history */
    long latest() {
        return isEmpty() ? Long.MIN_VALUE : failures.get(failures.size() - 1).time();
    }

    FailureHistory plus(LoginFailure failure) {
        return new FailureHistory(Stream.concat(failures.stream(), Stream.of(failure)).toList());
    }

    FailureHistory without(String owner) {
        return new FailureHistory(failures.stream().filter(failure -> !failure.owner().equals(owner)).toList());
    }

    /**
     * @param number that the highest threshold has. Older failures do not matter: if one is within a threshold's window, so are
     *               all of these, and the threshold is reached
     */
    FailureHistory latest(int number) {
        return new FailureHistory(failures.subList(Math.max(0, failures.size() - number), failures.size()));
    }

    FailureHistory since(long time) {
        return new FailureHistory(failures.stream().filter(failure -> failure.time() > time).toList());
    }

    /** @return both, without owners, so that no success clears any of it */
    FailureHistory mergedWith(FailureHistory other) {
        return new FailureHistory(Stream.concat(failures.stream(), other.failures.stream())
                .sorted(Comparator.comparingLong(LoginFailure::time)).map(LoginFailure::withoutOwner).toList());
    }
}
