package io.komauth.captcha.work;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;

/**
 * The solution of a challenge: the payload that widgets send, standard base64 (RFC 4648, 4) of JSON.
 *
 * @param challenge as it was issued
 * @param solution  what the work came to
 * @param verified  hex, signs that the picture of the challenge was solved as well; {@code null} if it was not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkSolution(
        @JsonProperty(value = "challenge", required = true) WorkChallenge challenge,
        @JsonProperty(value = "solution", required = true) WorkResult solution,
        @JsonProperty("verified") String verified) {

    /** Characters of a payload. One with a picture has about 1,000; what is longer by far is not ours and not worth decoding. */
    static final int MAX_LENGTH = 4_096;

    /**
     * The result of the work. Widgets add how long it took.
     *
     * @param counter    at which the derived key has the prefix
     * @param derivedKey hex
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record WorkResult(
            @JsonProperty(value = "counter", required = true) long counter,
            @JsonProperty(value = "derivedKey", required = true) String derivedKey) {
    }

    /** @return the solution; empty if the payload is malformed, or its parameters are not written as they were issued */
    public static Optional<WorkSolution> parse(String payload) {
        if (payload.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(WorkJson.read(new String(Base64.getDecoder().decode(payload.strip()), StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException | JsonProcessingException malformed) {
            return Optional.empty();
        }
    }

    String payload() {
        return Base64.getEncoder().encodeToString(WorkJson.write(this).getBytes(StandardCharsets.UTF_8));
    }
}
