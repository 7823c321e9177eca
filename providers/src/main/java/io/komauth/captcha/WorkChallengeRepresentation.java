package io.komauth.captcha;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

import io.komauth.bruteforce.RecentFailures;
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
public record WorkChallengeRepresentation(
        @JsonUnwrapped WorkChallenge challenge,
        @JsonProperty("codeChallenge") CodeChallenge codeChallenge,
        @JsonProperty("configuration") Configuration configuration) {

    /**
     * A picture.
     *
     * @param image  a {@code data:} URI (RFC 2397)
     * @param length characters
     */
    public record CodeChallenge(@JsonProperty("image") String image, @JsonProperty("length") int length) {
    }

    /** Settings of the widget. */
    public record Configuration(@JsonProperty("verifyUrl") String verifyUrl) {
    }

    /** One that is enough after these failed logins; {@code withPicture} says whether a picture is to be solved as well. */
    public static WorkChallengeRepresentation of(KeycloakSession session, RealmModel realm, RecentFailures failures,
            boolean withPicture) {
        WorkCaptchas captchas = new WorkCaptchas(session, realm);
        if (!withPicture) {
            return new WorkChallengeRepresentation(captchas.issue(failures), null, null);
        }
        Captcha picture = session.getProvider(CaptchaProvider.class).issue(CaptchaAudience.tenant(realm));
        return new WorkChallengeRepresentation(captchas.issueWithPicture(failures, picture),
                new CodeChallenge(picture.imageUri(), CaptchaSettings.of(session).length(realm)),
                new Configuration(RealmUris.base(session, realm.getName()) + "/captcha/work/verify"));
    }
}
