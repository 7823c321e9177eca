package io.komauth.bruteforce;

import java.time.Duration;

/**
 * How many attempts may fail before the next one is refused.
 *
 * @param counted   how failures are counted
 * @param ofName    by one name; {@link #NONE} if there is no limit
 * @param ofAddress from one address; {@link #NONE} if there is no limit
 * @param isOfWork  whether the attempt has proof of work: then it goes on once it has waited for others from its address, and is not
 *                  refused
 */
record AttemptLimit(FailureThreshold counted, int ofName, int ofAddress, boolean isOfWork) {

    static final int NONE = Integer.MAX_VALUE;

    private static final Duration MAX_WAIT = Duration.ofSeconds(30);

    /** An office whose people log in at the same moment is not to be held up by a slow user store. */
    private static final Duration MAX_OPTIONAL_WAIT = Duration.ofSeconds(1);

    /** As many as the threshold has, of either. */
    static AttemptLimit of(FailureThreshold threshold) {
        return new AttemptLimit(threshold, threshold.failures(), threshold.failures(), false);
    }

    /**
     * As many as the work is for. Where more failures would make it no harder, there is no limit.
     *
     * @param level the number of failed logins that the work is for
     */
    static AttemptLimit ofWork(int level) {
        return new AttemptLimit(FailureThreshold.DIFFICULTY, level < FailureThreshold.MAX_FAILURES ? level + 1 : NONE,
                level < RecentFailures.MAX_ADDRESS_LEVEL ? level + 1 : NONE, true);
    }

    AttemptLimit withoutAddress() {
        return new AttemptLimit(counted, ofName, NONE, isOfWork);
    }

    int of(FailureKey.Kind kind) {
        return kind == FailureKey.Kind.NAME ? ofName : ofAddress;
    }

    /** @return whether attempts of this kind are waited for briefly, and then no more */
    boolean isOptional(FailureKey.Kind kind) {
        return isOfWork && kind == FailureKey.Kind.ADDRESS;
    }

    /** @return whether an attempt that ends without a result, as when its node crashes, counts as failed */
    boolean countsAbandoned() {
        return !isOfWork;
    }

    /** @return seconds for which an attempt without a result stands in the way of others */
    int slotLifespan() {
        return AttemptSlots.GRACE_SECONDS + (countsAbandoned() ? counted.window() : 0);
    }

    /** @return for how long others are waited for that stand in the way by this kind */
    Duration maxWait(FailureKey.Kind kind) {
        return isOptional(kind) ? MAX_OPTIONAL_WAIT : MAX_WAIT;
    }
}
