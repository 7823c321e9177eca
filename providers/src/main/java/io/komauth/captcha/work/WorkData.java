package io.komauth.captcha.work;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What a challenge says of itself, under its signature.
 *
 * @param captchaKey the key of the captcha picture that is to be solved as well; {@code null} if none is
 * @param kid        the realm's key that signs the challenge
 * @param level      the number of failed logins that its difficulty is for
 */
@JsonPropertyOrder(alphabetic = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkData(
        @JsonProperty("captchaKey") String captchaKey,
        @JsonProperty(value = "kid", required = true) String kid,
        @JsonProperty(value = "level", required = true) int level) {
}
