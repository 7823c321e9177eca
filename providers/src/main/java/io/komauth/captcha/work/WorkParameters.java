package io.komauth.captcha.work;

import java.nio.ByteBuffer;
import java.util.HexFormat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * The parameters of a challenge, by the protocol's names and in the order in which they are signed.
 *
 * @param algorithm    one of {@link WorkAlgorithm}'s
 * @param cost         iterations of each key derivation
 * @param data         what comes back with the solution; {@code null} if that is nothing
 * @param expiresAt    seconds since the epoch, the first second in which the challenge is worth nothing; may be {@code null}
 * @param keyLength    bytes
 * @param keyPrefix    hex, what the derived key begins with
 * @param keySignature hex, what only the right derived key can be checked by
 * @param nonce        hex, unique
 * @param salt         hex
 */
@JsonPropertyOrder(alphabetic = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
record WorkParameters(
        @JsonProperty(value = "algorithm", required = true) String algorithm,
        @JsonProperty(value = "cost", required = true) int cost,
        @JsonProperty("data") WorkData data,
        @JsonProperty("expiresAt") Long expiresAt,
        @JsonProperty(value = "keyLength", required = true) int keyLength,
        @JsonProperty(value = "keyPrefix", required = true) String keyPrefix,
        @JsonProperty(value = "keySignature", required = true) String keySignature,
        @JsonProperty(value = "nonce", required = true) String nonce,
        @JsonProperty(value = "salt", required = true) String salt) {

    static final HexFormat HEX = HexFormat.of();

    /** @return the derived key for a counter */
    static byte[] derive(WorkAlgorithm algorithm, int cost, byte[] nonce, byte[] salt, int counter) {
        byte[] password = ByteBuffer.allocate(nonce.length + Integer.BYTES).put(nonce).putInt(counter).array();
        return algorithm.derive(password, salt, cost);
    }
}
