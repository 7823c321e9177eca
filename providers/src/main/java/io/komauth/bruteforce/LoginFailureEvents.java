package io.komauth.bruteforce;

import java.util.Map;
import java.util.Set;

import org.keycloak.events.Errors;
import org.keycloak.events.Event;
import org.keycloak.events.EventType;

/** Which of Keycloak's events say that a user's name, password or code was checked, and was wrong. */
final class LoginFailureEvents {

    private static final Set<String> WRONG_PASSWORDS = Set.of(Errors.INVALID_USER_CREDENTIALS);

    /** For existing and unknown users alike: the count must not tell which. A refused captcha is not among them. */
    private static final Set<String> WRONG_NAMES_AND_PASSWORDS = Set.of(Errors.USER_NOT_FOUND,
            Errors.INVALID_USER_CREDENTIALS, Errors.INVALID_USER, Errors.USER_DISABLED, Errors.USER_TEMPORARILY_DISABLED);

    /**
     * By the type of the event, the errors that count. Not among the types, since nothing of a user's can be guessed there:
     * {@code CLIENT_LOGIN_ERROR} (a client's secret), {@code REGISTER_ERROR} (whose page says which names are taken, whatever
     * is counted), {@code UPDATE_PASSWORD_ERROR} and {@code UPDATE_CREDENTIAL_ERROR} (a new password; Keycloak asks for the
     * old one by a login), {@code IDENTITY_PROVIDER_LOGIN_ERROR} (the other server judges),
     * {@code CODE_TO_TOKEN_ERROR}, {@code REFRESH_TOKEN_ERROR}, {@code TOKEN_EXCHANGE_ERROR}, {@code AUTHREQID_TO_TOKEN_ERROR},
     * {@code JWT_AUTHORIZATION_GRANT_ERROR} and {@code OAUTH2_DEVICE_*_ERROR} (tokens and codes that a server made).
     */
    private static final Map<EventType, Set<String>> COUNTED = Map.of(
            // pages, the password grant and ours, SAML ECP, Docker, re-authentication, one-time passwords, recovery codes
            EventType.LOGIN_ERROR, WRONG_NAMES_AND_PASSWORDS,
            // at the first login through an identity provider, a password proves that an account is the user's
            EventType.IDENTITY_PROVIDER_FIRST_LOGIN_ERROR, WRONG_NAMES_AND_PASSWORDS,
            // a flow after the login by an identity provider, such as a second factor
            EventType.IDENTITY_PROVIDER_POST_LOGIN_ERROR, WRONG_NAMES_AND_PASSWORDS,
            // a flow may ask for a second factor; its page does not tell that a user is unknown, and the count must not either
            EventType.RESET_PASSWORD_ERROR, WRONG_PASSWORDS,
            // the same flow, once the link in the e-mail was followed
            EventType.EXECUTE_ACTION_TOKEN_ERROR, WRONG_PASSWORDS,
            // grants of other extensions
            EventType.OAUTH2_EXTENSION_GRANT_ERROR, WRONG_NAMES_AND_PASSWORDS);

    private LoginFailureEvents() {
    }

    /** @return whether the event counts as a failed login */
    static boolean isFailure(Event event) {
        return event.getError() != null && COUNTED.getOrDefault(event.getType(), Set.of()).contains(event.getError());
    }

    /** @return the user whose password was wrong; {@code null} where an event names nobody, or one whom an earlier step has set */
    static String userId(Event event) {
        return event.getError() == null || event.getError().equals(Errors.USER_NOT_FOUND) ? null : event.getUserId();
    }
}
