package io.komauth.legacy;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.komauth.captcha.Captcha;

/**
 * A captcha as the documented API's clients know it.
 *
 * @param key   what is sent back with the answer
 * @param image the picture as a {@code data:} URI (RFC 2397)
 */
record CaptchaAnswer(@JsonProperty("key") String key, @JsonProperty("image") String image) {

    static CaptchaAnswer of(Captcha captcha) {
        return new CaptchaAnswer(captcha.key(), captcha.imageUri());
    }
}
