package io.komauth.captcha.work;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key derivation function that is the work. Browsers have all of these in {@code crypto.subtle}, so that a page needs no
 * WebAssembly, which a content security policy of {@code 'self'} forbids.
 */
public enum WorkAlgorithm {

    PBKDF2_SHA256("PBKDF2/SHA-256", "HmacSHA256"),
    PBKDF2_SHA384("PBKDF2/SHA-384", "HmacSHA384"),
    PBKDF2_SHA512("PBKDF2/SHA-512", "HmacSHA512");

    /** Bytes of a derived key; no more than any of the hash functions has, so that one block of PBKDF2 is all. */
    static final int KEY_LENGTH = 32;

    private static final byte[] FIRST_BLOCK = {0, 0, 0, 1};

    private final String id;
    private final String mac;

    WorkAlgorithm(String id, String mac) {
        this.id = id;
        this.mac = mac;
    }

    /** @return the algorithm that the protocol or a realm's setting calls so */
    public static Optional<WorkAlgorithm> of(String id) {
        return Arrays.stream(values()).filter(algorithm -> algorithm.id.equals(id)).findFirst();
    }

    /** @return the names of all */
    public static List<String> names() {
        return Arrays.stream(values()).map(WorkAlgorithm::toString).toList();
    }

    /**
     * Derives a key by PBKDF2 (RFC 8018, 5.2). Not by the JDK's own, whose passwords are text.
     *
     * @param iterations at least 1
     */
    byte[] derive(byte[] password, byte[] salt, int iterations) {
        try {
            Mac prf = Mac.getInstance(mac);
            prf.init(new SecretKeySpec(password, mac));
            prf.update(salt);
            byte[] block = prf.doFinal(FIRST_BLOCK);
            byte[] key = block.clone();
            for (int i = 1; i < iterations; i++) {
                prf.update(block);
                prf.doFinal(block, 0);
                for (int j = 0; j < KEY_LENGTH; j++) {
                    key[j] ^= block[j];
                }
            }
            return Arrays.copyOf(key, KEY_LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot derive a key by " + id, e);
        }
    }

    /** @return the name in the protocol */
    @Override
    public String toString() {
        return id;
    }
}
