package io.komauth.bruteforce;

import java.util.List;

import org.keycloak.events.Event;
import org.keycloak.events.EventBuilder;

/** A login attempt that was allowed without a captcha. It counts as failed until it has ended. */
public final class AttemptReservation {

    /** The detail of an event that says, in seconds, for how long the attempt counts if it fails. */
    private static final String WINDOW = "login_failures_window";

    private final LoginFailures failures;
    private final List<FailureCounter> counters;
    private final List<String> slots;
    private final FailureThreshold threshold;
    private final boolean isLast;

    AttemptReservation(LoginFailures failures, List<FailureCounter> counters, List<String> slots, FailureThreshold threshold,
            boolean isLast) {
        this.failures = failures;
        this.counters = List.copyOf(counters);
        this.slots = List.copyOf(slots);
        this.threshold = threshold;
        this.isLast = isLast;
    }

    /**
     * Records the reservation in the attempt's event, whose listeners run in another session: they must not count the attempt.
     * The user that an earlier step has set is removed from the event: a user that it has afterwards is the one of this attempt.
     */
    public void recordIn(EventBuilder event) {
        event.user((String) null).detail(WINDOW, Integer.toString(threshold.window()));
    }

    /** @return whether the event is of a reserved attempt */
    static boolean isRecordedIn(Event event) {
        return event.getDetails() != null && event.getDetails().containsKey(WINDOW);
    }

    /** @return whether the threshold is reached if the attempt fails */
    public boolean isLast() {
        return isLast;
    }

    /** Releases the reservation: the attempt did not fail. */
    public void release() {
        failures.release(counters, slots);
    }

    /**
     * Counts the attempt as failed, also if its result is unknown.
     *
     * @param event of the attempt, as far as it came; it may not have the error, which Keycloak 26.7.5 gives to a copy
     */
    public void recordFailure(Event event) {
        failures.recordFailure(counters, event.getUserId(), slots);
    }
}
