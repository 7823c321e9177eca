package io.komauth.captcha;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

import io.komauth.bruteforce.RecentFailures;

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

    public static CaptchaErrorRepresentation of(KeycloakSession session, RefusedCaptcha refused) {
        CaptchaRefusal reason = refused.reason();
        return new CaptchaErrorRepresentation(reason.error(), reason.description(), switch (reason) {
            case TOO_EASY, NO_PICTURE -> challenge(session, refused.failures());
            default -> null;
        });
    }

    private static WorkChallengeRepresentation challenge(KeycloakSession session, RecentFailures failures) {
        RealmModel realm = session.getContext().getRealm();
        return WorkChallengeRepresentation.of(session, realm, failures, CaptchaDemand.ofRealm(session, realm).needsPicture(failures));
    }

    /** @return the same with another text */
    public CaptchaErrorRepresentation withDescription(String description) {
        return new CaptchaErrorRepresentation(getError(), description, challenge);
    }
}
