package io.komauth.captcha;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A captcha on the wire.
 *
 * @param key       what is sent back with the answer
 * @param image     the picture as a {@code data:} URI (RFC 2397)
 * @param expiresIn seconds
 */
record CaptchaRepresentation(
        @JsonProperty("key") String key,
        @JsonProperty("image") String image,
        @JsonProperty("expires_in") int expiresIn) {

    static CaptchaRepresentation of(Captcha captcha) {
        return new CaptchaRepresentation(captcha.key(), captcha.imageUri(), captcha.lifespan());
    }
}
