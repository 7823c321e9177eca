package io.komauth.bruteforce;

/**
 * How many logins have failed lately.
 *
 * @param ofName    by the name that was typed
 * @param ofAddress from the address, by whatever name
 */
public record RecentFailures(int ofName, int ofAddress) {

    /** @return these and more of either */
    public RecentFailures plus(int more) {
        return new RecentFailures(Math.min(ofName + more, FailureThreshold.MAX_FAILURES),
                Math.min(ofAddress + more, FailureThreshold.MAX_FAILURES));
    }

    /** @return the greater of the two */
    public int most() {
        return Math.max(ofName, ofAddress);
    }
}
