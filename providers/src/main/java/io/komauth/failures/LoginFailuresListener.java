package io.komauth.failures;

import java.util.Set;
import java.util.stream.Stream;

import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Counts the failed logins of realms that ask for them, whichever of Keycloak's steps and grants they come through. */
final class LoginFailuresListener implements EventListenerProvider {

    /** For users and for names that nobody has, alike: the count must not tell which. A refused captcha is not among them. */
    private static final Set<String> FAILURES = Set.of(Errors.USER_NOT_FOUND, Errors.INVALID_USER_CREDENTIALS,
            Errors.INVALID_USER, Errors.USER_DISABLED, Errors.USER_TEMPORARILY_DISABLED);

    private final KeycloakSession session;

    LoginFailuresListener(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void onEvent(Event event) {
        if (event.getType() == EventType.LOGIN_ERROR && FAILURES.contains(event.getError())) {
            limits(event)
                    .filter(limit -> !Claim.isNotedIn(event, limit))
                    .forEach(limit -> failures(event, limit).add(attempt(event)));
        } else if (event.getType() == EventType.LOGIN && !isSingleSignOn()) {
            limits(event).forEach(limit -> failures(event, limit).forgetName(attempt(event)));
        }
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
    }

    @Override
    public void close() {
    }

    private Stream<FailureLimit> limits(Event event) {
        return FailureLimit.allOf(realm(event)).stream();
    }

    private LoginFailures failures(Event event, FailureLimit limit) {
        return new LoginFailures(session, realm(event), limit);
    }

    private RealmModel realm(Event event) {
        return session.realms().getRealm(event.getRealmId());
    }

    private static Attempt attempt(Event event) {
        String name = event.getDetails() == null ? null : event.getDetails().get(Details.USERNAME);
        return new Attempt(name, event.getIpAddress());
    }

    /** Nobody typed a name or a password: who guesses at an account must not profit from its owner's open session. */
    private boolean isSingleSignOn() {
        AuthenticationSessionModel authentication = session.getContext().getAuthenticationSession();
        return authentication != null && AuthenticatorUtil.isSSOAuthentication(authentication);
    }
}
