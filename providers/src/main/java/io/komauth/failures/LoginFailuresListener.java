package io.komauth.failures;

import java.util.Objects;
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
import org.keycloak.models.UserModel;
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
                    .forEach(limit -> failed(event).forEach(failures(event, limit)::add));
        } else if (event.getType() == EventType.LOGIN && !isSingleSignOn()) {
            limits(event).forEach(limit -> namesOfUser(event).forEach(failures(event, limit)::forgetName));
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

    /** For the name that was typed; where the event does not have it, for those of the user, who was named before. */
    private Stream<Attempt> failed(Event event) {
        String typed = event.getDetails() == null ? null : event.getDetails().get(Details.USERNAME);
        Attempt attempt = new Attempt(typed, event.getIpAddress());
        return typed != null ? Stream.of(attempt)
                : Stream.concat(Stream.of(attempt), namesOfUser(event).map(name -> new Attempt(name, null)));
    }

    /** Not what was typed: who logs in otherwise, by a passkey or by registering, could have typed another's name before. */
    private Stream<String> namesOfUser(Event event) {
        UserModel user = event.getUserId() == null ? null : session.users().getUserById(realm(event), event.getUserId());
        return user == null ? Stream.empty() : Stream.of(user.getUsername(), user.getEmail()).filter(Objects::nonNull);
    }

    /** Nobody typed a name or a password: who guesses at an account must not profit from its owner's open session. */
    private boolean isSingleSignOn() {
        AuthenticationSessionModel authentication = session.getContext().getAuthenticationSession();
        return authentication != null && AuthenticatorUtil.isSSOAuthentication(authentication);
    }
}
