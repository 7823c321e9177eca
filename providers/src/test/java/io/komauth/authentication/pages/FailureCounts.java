package io.komauth.authentication.pages;

import java.util.List;

import io.komauth.testing.TestRealm;

import org.keycloak.representations.idm.EventRepresentation;

/** The failed logins of a realm, as an administrator sees them. */
final class FailureCounts {

    private FailureCounts() {
    }

    /** @param error such as {@code invalid_captcha} */
    static long events(TestRealm realm, String error) {
        List<EventRepresentation> events = realm.admin().getEvents(List.of("LOGIN_ERROR"), null, null, null, null, null, 0,
                2000);
        return events.stream().filter(event -> error.equals(event.getError())).count();
    }

    /** Failures that count towards the lock-out of {@link PagesRealm#USER}. */
    static int ofUser(TestRealm realm) {
        return ofUser(realm, PagesRealm.USER);
    }

    /** Failures that count towards the lock-out of a user. */
    static int ofUser(TestRealm realm, String username) {
        String user = realm.admin().users().search(username, true).get(0).getId();
        return (Integer) realm.admin().attackDetection().bruteForceUserStatus(user).get("numFailures");
    }
}
