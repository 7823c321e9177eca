package io.komauth.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A token as anybody who has a key can make it, with a header that says what they like. */
public final class ForgedToken {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ForgedToken() {
    }

    /**
     * @param alg what the header says; {@code none} leaves out the signature, and what names no HMAC is signed as HS256
     * @param kid what the header says; {@code null} leaves it out
     */
    public static String of(String alg, String kid, Object claims, byte[] key) {
        Map<String, String> header = new LinkedHashMap<>(Map.of("alg", alg, "typ", "JWT"));
        if (kid != null) {
            header.put("kid", kid);
        }
        String signed = json(header) + "." + json(claims);
        return signed + "." + (alg.equals("none") ? "" : encoded(hmac(alg, key, signed)));
    }

    private static byte[] hmac(String alg, byte[] key, String signed) {
        String name = switch (alg) {
            case "HS384" -> "HmacSHA384";
            case "HS512" -> "HmacSHA512";
            default -> "HmacSHA256";
        };
        try {
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(key, name));
            return mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String json(Object value) {
        try {
            return encoded(JSON.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
