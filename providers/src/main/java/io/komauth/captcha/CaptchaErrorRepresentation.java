package io.komauth.captcha;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

import io.komauth.bruteforce.LoginAttempt;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;

/** The response to a token request whose captcha is refused; where another challenge has to be solved, it is part of it. */
public final class CaptchaErrorRepresentation extends OAuth2ErrorRepresentation {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonProperty("challenge")
    private final WorkChallengeRepresentation challenge;

    private CaptchaErrorRepresentation(String error, String description, WorkChallengeRepresentation challenge) {
        super(error, description);
        this.challenge = challenge;
    }

    /** @param username what was typed; may be {@code null} */
    public static CaptchaErrorRepresentation of(KeycloakSession session, CaptchaRefusal refusal, String username) {
        RealmModel realm = session.getContext().getRealm();
        LoginAttempt attempt = CaptchaParameters.attempt(session, username);
        return new CaptchaErrorRepresentation(refusal.error(), refusal.description(), switch (refusal) {
            case TOO_EASY, NO_PICTURE -> WorkChallengeRepresentation.of(session, realm, attempt);
            default -> null;
        });
    }

    /** @return the same with another text */
    public CaptchaErrorRepresentation withDescription(String description) {
        return new CaptchaErrorRepresentation(getError(), description, challenge);
    }
}
