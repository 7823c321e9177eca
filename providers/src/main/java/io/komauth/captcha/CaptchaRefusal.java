package io.komauth.captcha;

import org.keycloak.OAuthErrorException;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;

/**
 * Why a request is refused for its captcha: an error of RFC 6749, 5.2, and what Keycloak's event says. None
 * of them is a failed login of the user the captcha came with.
 */
public enum CaptchaRefusal {

    OTHER_TENANT(OAuthErrorException.INVALID_REQUEST, Errors.INVALID_REQUEST, "Tenant header names another tenant",
            "komAuthCaptchaOtherTenant", "komAuthCaptchaOtherTenant"),
    NO_KEY(OAuthErrorException.INVALID_REQUEST, Errors.INVALID_REQUEST, "Missing parameter: " + CaptchaParameters.KEY,
            "komAuthCaptchaNoKey", "komAuthCaptchaFieldEmpty"),
    NO_CODE(OAuthErrorException.INVALID_REQUEST, Errors.INVALID_REQUEST, "Missing parameter: " + CaptchaParameters.CODE,
            "komAuthCaptchaNoCode", "komAuthCaptchaFieldEmpty"),
    WRONG_CODE(OAuthErrorException.INVALID_GRANT, CaptchaRefusal.INVALID_CAPTCHA, "Wrong captcha code",
            "komAuthCaptchaWrongCode", "komAuthCaptchaFieldWrong"),
    TOO_SHORT(OAuthErrorException.INVALID_GRANT, CaptchaRefusal.INVALID_CAPTCHA,
            "Captcha without a tenant is shorter than this tenant demands", "komAuthCaptchaTooShort",
            "komAuthCaptchaFieldExpired"),
    INVALID_KEY(OAuthErrorException.INVALID_GRANT, CaptchaRefusal.INVALID_CAPTCHA,
            "Captcha is expired, used or not valid", "komAuthCaptchaInvalidKey", "komAuthCaptchaFieldExpired"),
    NO_WORK(OAuthErrorException.INVALID_REQUEST, Errors.INVALID_REQUEST, "Missing parameter: " + CaptchaParameters.WORK,
            "komAuthCaptchaNoWork", "komAuthCaptchaWorkFailed"),
    PICTURE_NOT_ACCEPTED(OAuthErrorException.INVALID_REQUEST, Errors.INVALID_REQUEST,
            "This realm accepts no picture captcha; solve a challenge and send " + CaptchaParameters.WORK,
            "komAuthCaptchaNotPicture", "komAuthCaptchaWorkFailed"),
    WORK_NOT_ACCEPTED(OAuthErrorException.INVALID_REQUEST, Errors.INVALID_REQUEST,
            "This realm accepts no proof of work; send " + CaptchaParameters.KEY + " and " + CaptchaParameters.CODE,
            "komAuthCaptchaNotWork", "komAuthCaptchaFieldEmpty"),
    INVALID_WORK(OAuthErrorException.INVALID_GRANT, CaptchaRefusal.INVALID_CAPTCHA,
            "Proof of work is expired, used or not valid", "komAuthCaptchaInvalidWork", "komAuthCaptchaWorkExpired"),
    TOO_EASY(OAuthErrorException.INVALID_GRANT, CaptchaRefusal.INVALID_CAPTCHA,
            "Proof of work is too easy after failed logins; solve the challenge of this response", "komAuthCaptchaTooEasy",
            "komAuthCaptchaWorkTooEasy"),
    NO_PICTURE(OAuthErrorException.INVALID_GRANT, CaptchaRefusal.INVALID_CAPTCHA,
            "A picture captcha is needed as well after failed logins; solve the challenge of this response",
            "komAuthCaptchaNoPicture", "komAuthCaptchaFieldNeeded");

    private static final String INVALID_CAPTCHA = "invalid_captcha";

    private final String error;
    private final String eventError;
    private final String description;
    private final String messageKey;
    private final String fieldMessageKey;

    CaptchaRefusal(String error, String eventError, String description, String messageKey, String fieldMessageKey) {
        this.error = error;
        this.eventError = eventError;
        this.description = description;
        this.messageKey = messageKey;
        this.fieldMessageKey = fieldMessageKey;
    }

    /** @return the {@code error} of the response */
    public String error() {
        return error;
    }

    /** @return the {@code error_description} of the response */
    public String description() {
        return description;
    }

    /** @return the key of a text for people in the message bundles */
    public String messageKey() {
        return messageKey;
    }

    /** @return the key of a text for people who see the captcha's field on a page, and another picture in it */
    public String fieldMessageKey() {
        return fieldMessageKey;
    }

    /** @return the {@code error} of the event */
    public String eventError() {
        return eventError;
    }

    /**
     * Ends an event with this refusal.
     *
     * @param username the name that was typed, which need not be any user's; may be {@code null}
     */
    public void report(EventBuilder event, String username) {
        event.detail(Details.USERNAME, username).detail(Details.REASON, description).error(eventError);
    }
}
