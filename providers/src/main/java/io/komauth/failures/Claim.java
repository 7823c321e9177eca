package io.komauth.failures;

import java.util.List;

import org.keycloak.events.Event;
import org.keycloak.events.EventBuilder;

/** An attempt to log in that was let begin without a captcha, and that counts as failed until it has ended. */
public final class Claim {

    /** The detail of an event that says, in seconds, for how long the attempt counts if it fails. */
    private static final String WINDOW = "login_failures_window";

    private final LoginFailures failures;
    private final List<Subject> subjects;
    private final List<String> places;
    private final FailureLimit limit;
    private final boolean isLast;

    Claim(LoginFailures failures, List<Subject> subjects, List<String> places, FailureLimit limit, boolean isLast) {
        this.failures = failures;
        this.subjects = List.copyOf(subjects);
        this.places = List.copyOf(places);
        this.limit = limit;
        this.isLast = isLast;
    }

    /**
     * Says so in the attempt's event, whose listeners run in another session: the attempt counts when it has ended. The event
     * forgets whom an earlier step has found: a user that it has afterwards is the one whom the attempt is for.
     */
    public void noteIn(EventBuilder event) {
        event.user((String) null).detail(WINDOW, Integer.toString(limit.window()));
    }

    /** @return whether the event is of an attempt that counts when it has ended */
    static boolean isNotedIn(Event event) {
        return event.getDetails() != null && event.getDetails().containsKey(WINDOW);
    }

    /** @return whether the limit is reached if the attempt fails */
    public boolean isLast() {
        return isLast;
    }

    /** The attempt did not fail, and does not count. */
    public void takeBack() {
        failures.leave(subjects, places);
    }

    /**
     * The attempt failed, or there is no telling.
     *
     * @param event of the attempt, as far as it came; it may not have the error, which Keycloak 26.7.5 gives to a copy
     */
    public void fail(Event event) {
        failures.add(subjects, event.getUserId(), places);
    }
}
