package io.komauth.captcha.work;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A challenge as a widget gets it, and sends it back with its solution.
 *
 * @param parameters what the work is
 * @param signature  hex, of the parameters
 */
public record WorkChallenge(
        @JsonProperty(value = "parameters", required = true) WorkParameters parameters,
        @JsonProperty(value = "signature", required = true) String signature) {
}
