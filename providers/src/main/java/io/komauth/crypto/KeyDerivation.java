package io.komauth.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Derives secrets from a realm's own key, so that none of them meets another use of that key. */
public final class KeyDerivation {

    private static final String HMAC = "HmacSHA256";

    private KeyDerivation() {
    }

    /**
     * Derives a secret.
     *
     * @param realmKey a key of the realm
     * @param purpose  what the secret is for, and whom; without the character NUL
     * @return 32 bytes that say nothing of the key or of a secret for any other purpose
     */
    public static byte[] derive(SecretKey realmKey, String... purpose) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(realmKey.getEncoded(), HMAC));
            for (String part : purpose) {
                mac.update(part.getBytes(StandardCharsets.UTF_8));
                mac.update((byte) 0);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot derive a key of the realm's", e);
        }
    }
}
