package io.komauth.bruteforce;

import java.util.Map;

import io.komauth.compat.KeycloakTime;

/**
 * The failed logins of the name and the address of an attempt, as one read of the store has them. Those that make proof of work
 * harder are {@value FailureThreshold#MAX_FAILURES} at most of each kind.
 */
public final class RecentFailures {

    /** Of an address, so many failed logins make the work harder at most: four times the first attempt's, by default. */
    static final int MAX_ADDRESS_LEVEL = 3;

    private final Map<FailureCounter, FailureBucket> buckets;
    private final int more;
    private final int leastOfName;

    RecentFailures(Map<FailureCounter, FailureBucket> buckets) {
        this(buckets, 0, 0);
    }

    private RecentFailures(Map<FailureCounter, FailureBucket> buckets, int more, int leastOfName) {
        this.buckets = Map.copyOf(buckets);
        this.more = more;
        this.leastOfName = leastOfName;
    }

    /** @return whether there have been too many, by the name or from the address */
    public boolean isReached(FailureThreshold threshold) {
        return buckets.keySet().stream().anyMatch(counter -> count(counter, threshold) >= threshold.failures());
    }

    /** @return these and more of either */
    public RecentFailures plus(int number) {
        return new RecentFailures(buckets, more + number, leastOfName);
    }

    /** @return these, or so many by the name if they are fewer */
    RecentFailures atLeast(int ofName) {
        return new RecentFailures(buckets, more, ofName);
    }

    /**
     * @return the number of failed logins that the work of the attempt has to be for. Whoever shares an address with a guesser has
     *         to bear little; for a name there is no such bound
     */
    public int level() {
        return Math.max(of(FailureKey.Kind.NAME), Math.min(of(FailureKey.Kind.ADDRESS), MAX_ADDRESS_LEVEL));
    }

    /** @return those by the name or those from the address, whichever are more */
    public int most() {
        return Math.max(of(FailureKey.Kind.NAME), of(FailureKey.Kind.ADDRESS));
    }

    private int of(FailureKey.Kind kind) {
        int counted = buckets.keySet().stream().filter(counter -> counter.kind() == kind)
                .mapToInt(counter -> count(counter, FailureThreshold.DIFFICULTY)).findFirst().orElse(0);
        int all = Math.min(counted + more, FailureThreshold.MAX_FAILURES);
        return kind == FailureKey.Kind.NAME ? Math.max(all, leastOfName) : all;
    }

    private int count(FailureCounter counter, FailureThreshold threshold) {
        return buckets.get(counter).count(counter.id(), threshold, KeycloakTime.epochSeconds());
    }
}
