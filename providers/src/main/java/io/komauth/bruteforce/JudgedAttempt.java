package io.komauth.bruteforce;

import java.util.List;

/** A login attempt with proof of work, and whether that is enough after the failed logins of its name and its address. */
public final class JudgedAttempt {

    private final LoginFailures login;
    private final List<FailureCounter> counters;
    private final List<String> slots;
    private final boolean isEnough;
    private final RecentFailures failures;

    JudgedAttempt(LoginFailures login, List<FailureCounter> counters, List<String> slots, boolean isEnough,
            RecentFailures failures) {
        this.login = login;
        this.counters = List.copyOf(counters);
        this.slots = List.copyOf(slots);
        this.isEnough = isEnough;
        this.failures = failures;
    }

    /** @return whether the attempt may be made */
    public boolean isEnough() {
        return isEnough;
    }

    /** @return those that it was judged by; if the work is not enough, with others that are under way */
    public RecentFailures failures() {
        return failures;
    }

    /** Lets others go on that wait for this attempt. If it has failed, that is counted before. */
    public void release() {
        if (!slots.isEmpty()) {
            login.release(counters, slots);
        }
    }
}
