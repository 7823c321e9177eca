package io.komauth.captcha;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

import io.komauth.bruteforce.LoginAttempt;
import io.komauth.captcha.work.WorkChallenge;
import io.komauth.compat.RealmUris;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * A challenge on the wire, as widgets of ALTCHA read it.
 *
 * @param challenge     the work and its signature, as {@code parameters} and {@code signature}
 * @param codeChallenge the picture that is to be solved after the work; {@code null} if none is
 * @param configuration where widgets have the picture's characters checked; {@code null} if there is no picture
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record WorkChallengeRepresentation(
        @JsonUnwrapped WorkChallenge challenge,
        @JsonProperty("codeChallenge") CodeChallenge codeChallenge,
        @JsonProperty("configuration") Configuration configuration) {

    /**
     * A picture.
     *
     * @param image  a {@code data:} URI (RFC 2397)
     * @param length characters
     */
    record CodeChallenge(@JsonProperty("image") String image, @JsonProperty("length") int length) {
    }

    /** Settings of the widget. */
    record Configuration(@JsonProperty("verifyUrl") String verifyUrl) {
    }

    /** One that is enough for an attempt, with a picture where failed logins ask for that. */
    static WorkChallengeRepresentation of(KeycloakSession session, RealmModel realm, LoginAttempt attempt) {
        return new WorkCaptchas(session, realm).needsPicture(attempt, WorkSettings.PICTURE_FROM.of(realm))
                ? withPicture(session, realm, attempt)
                : withoutPicture(session, realm, attempt);
    }

    static WorkChallengeRepresentation withoutPicture(KeycloakSession session, RealmModel realm, LoginAttempt attempt) {
        return new WorkChallengeRepresentation(new WorkCaptchas(session, realm).issue(attempt), null, null);
    }

    static WorkChallengeRepresentation withPicture(KeycloakSession session, RealmModel realm, LoginAttempt attempt) {
        Captcha picture = session.getProvider(CaptchaProvider.class).issue(CaptchaAudience.tenant(realm));
        return new WorkChallengeRepresentation(new WorkCaptchas(session, realm).issueWithPicture(attempt, picture),
                new CodeChallenge(picture.imageUri(), CaptchaSettings.of(session).length(realm)),
                new Configuration(RealmUris.base(session, realm.getName()) + "/captcha/work/verify"));
    }
}
