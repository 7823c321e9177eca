package io.komauth.bruteforce;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.komauth.compat.LoginState;

import org.keycloak.events.Details;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Counts the failed logins of realms that ask for them, whichever of Keycloak's steps and grants they come through. */
final class LoginFailuresListener implements EventListenerProvider {

    private final KeycloakSession session;

    LoginFailuresListener(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void onEvent(Event event) {
        boolean failed = LoginFailureEvents.isFailure(event) && !AttemptReservation.isRecordedIn(event);
        boolean succeeded = event.getType() == EventType.LOGIN && event.getUserId() != null && !isSingleSignOn();
        if ((failed || succeeded) && FailureThreshold.isAnyIn(realm(event))) {
            LoginFailures failures = new LoginFailures(session, realm(event));
            if (failed) {
                failures.recordFailure(keys(event), LoginFailureEvents.userId(event));
            } else {
                failures.clear(event.getUserId(), namesOfUser(event));
            }
        } else if (failed) {
            CaptchaForEverybody.countFailure(session, realm(event));
        }
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
    }

    @Override
    public void close() {
    }

    private RealmModel realm(Event event) {
        return session.realms().getRealm(event.getRealmId());
    }

    /** The name that was typed; where the event does not have it, those of the user, who was named before. */
    private List<FailureKey> keys(Event event) {
        String typed = event.getDetails() == null ? null : event.getDetails().get(Details.USERNAME);
        List<FailureKey> keys = new LoginAttempt(typed, event.getIpAddress()).keys();
        return typed != null ? keys
                : Stream.concat(namesOfUser(event).map(FailureKey::name), keys.stream()).distinct().toList();
    }

    /** Not the typed name: before a login by passkey or a registration, another user's name could have been typed. */
    private Stream<String> namesOfUser(Event event) {
        UserModel user = event.getUserId() == null ? null : session.users().getUserById(realm(event), event.getUserId());
        return user == null ? Stream.empty() : Stream.of(user.getUsername(), user.getEmail()).filter(Objects::nonNull);
    }

    /** No name or password was typed: an attacker must not profit from the open session of the account's owner. */
    private boolean isSingleSignOn() {
        AuthenticationSessionModel authentication = session.getContext().getAuthenticationSession();
        return authentication != null && LoginState.isSingleSignOn(authentication);
    }
}
