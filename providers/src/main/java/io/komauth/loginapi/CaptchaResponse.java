package io.komauth.loginapi;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.komauth.captcha.Captcha;

/**
 * A captcha in a response of the login API.
 *
 * @param key   what is sent back with the answer
 * @param image the picture as a {@code data:} URI (RFC 2397)
 */
record CaptchaResponse(@JsonProperty("key") String key, @JsonProperty("image") String image) {

    static CaptchaResponse of(Captcha captcha) {
        return new CaptchaResponse(captcha.key(), captcha.imageUri());
    }
}
