package io.komauth.testing;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A client that solves challenges of {@code /realms/{realm}/captcha/work}, as ALTCHA's protocol "PoW v2" has it. */
public final class ProofOfWork {

    private static final HexFormat HEX = HexFormat.of();

    private ProofOfWork() {
    }

    /** Fetches a challenge and solves it. */
    public static String payload(KeycloakServer server, String realm) {
        return payload(fetch(server, realm));
    }

    public static JsonNode fetch(KeycloakServer server, String realm) {
        return Request.get(server.uri("/realms/" + realm + "/captcha/work")).send().json();
    }

    /** @param challenge JSON */
    public static String payload(String challenge) {
        try {
            return payload(ServerResponse.JSON.readTree(challenge));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return what is sent as {@code altcha} */
    public static String payload(JsonNode challenge) {
        return encode(solve(challenge));
    }

    public static String encode(JsonNode payload) {
        return Base64.getEncoder().encodeToString(payload.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** @return the payload before it is encoded */
    public static ObjectNode solve(JsonNode challenge) {
        JsonNode parameters = challenge.get("parameters");
        String prefix = parameters.get("keyPrefix").asText();
        for (int counter = 0;; counter++) {
            String key = HEX.formatHex(derive(parameters, counter));
            if (key.startsWith(prefix)) {
                ObjectNode payload = ServerResponse.JSON.createObjectNode();
                payload.putObject("challenge").<ObjectNode>set("parameters", parameters)
                        .set("signature", challenge.get("signature"));
                payload.putObject("solution").put("counter", counter).put("derivedKey", key).put("time", 12.5);
                return payload;
            }
        }
    }

    /** @return the key of that counter */
    public static byte[] derive(JsonNode parameters, int counter) {
        byte[] nonce = HEX.parseHex(parameters.get("nonce").asText());
        byte[] password = ByteBuffer.allocate(nonce.length + Integer.BYTES).put(nonce).putInt(counter).array();
        String algorithm = parameters.get("algorithm").asText();
        String mac = "HmacSHA" + algorithm.substring(algorithm.lastIndexOf('-') + 1);
        try {
            Mac prf = Mac.getInstance(mac);
            prf.init(new SecretKeySpec(password, mac));
            prf.update(HEX.parseHex(parameters.get("salt").asText()));
            byte[] block = prf.doFinal(new byte[] {0, 0, 0, 1});
            byte[] key = block.clone();
            for (int i = 1; i < parameters.get("cost").asInt(); i++) {
                block = prf.doFinal(block);
                for (int j = 0; j < key.length; j++) {
                    key[j] ^= block[j];
                }
            }
            return ByteBuffer.allocate(parameters.get("keyLength").asInt()).put(key, 0, parameters.get("keyLength").asInt()).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
