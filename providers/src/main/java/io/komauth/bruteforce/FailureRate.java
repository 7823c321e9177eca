package io.komauth.bruteforce;

/**
 * A rate of failed logins of a realm. Nodes count in shares of it: a failure that completes none is known to its own node alone, so that
 * not each one is a write that all nodes see.
 *
 * @param failures 1 or more
 * @param window   seconds
 */
record FailureRate(int failures, int window) {

    private static final int MAX_SHARES = 16;

    /** @return of how many shares the rate is made, {@value #MAX_SHARES} at most */
    int shares() {
        return ceilDiv(failures, fullShare());
    }

    /**
     * @param counted the shares before it
     * @return the failures in a share; the last one may have fewer than the others, so that all are exactly as many as the rate has
     */
    int share(int counted) {
        return counted == shares() - 1 ? failures - counted * fullShare() : fullShare();
    }

    private int fullShare() {
        return ceilDiv(failures, MAX_SHARES);
    }

    private static int ceilDiv(int dividend, int divisor) {
        return (dividend + divisor - 1) / divisor;
    }
}
