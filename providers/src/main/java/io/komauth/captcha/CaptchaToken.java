package io.komauth.captcha;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The content of a captcha's key.
 *
 * @param id         unique, the name under which the captcha is marked as used
 * @param expiration seconds since the epoch, the first second in which it is worth nothing
 * @param answer     what the picture shows
 */
record CaptchaToken(
        @JsonProperty("jti") String id,
        @JsonProperty("exp") long expiration,
        @JsonProperty("answer") String answer) {
}
