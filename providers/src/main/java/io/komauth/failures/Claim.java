package io.komauth.failures;

import java.util.List;

import io.komauth.cluster.Marks;

import org.keycloak.events.Event;
import org.keycloak.events.EventBuilder;

/** An attempt to log in that was counted as failed before it was made. */
public final class Claim {

    /** The detail of an event that says, in seconds, under which window the attempt was counted already. */
    private static final String WINDOW = "login_failures_window";

    private final Marks marks;
    private final FailureLimit limit;
    private final List<String> claimed;

    Claim(Marks marks, FailureLimit limit, List<String> claimed) {
        this.marks = marks;
        this.limit = limit;
        this.claimed = claimed;
    }

    /** Says so in the attempt's event, whose listeners may run in another session, so that it is not counted again. */
    public void noteIn(EventBuilder event) {
        event.detail(WINDOW, Integer.toString(limit.window()));
    }

    /** The attempt did not fail, and does not count. */
    public void takeBack() {
        claimed.forEach(marks::remove);
    }

    /** @return whether the event is of an attempt that was claimed under this limit's window */
    static boolean isNotedIn(Event event, FailureLimit limit) {
        return event.getDetails() != null && Integer.toString(limit.window()).equals(event.getDetails().get(WINDOW));
    }
}
