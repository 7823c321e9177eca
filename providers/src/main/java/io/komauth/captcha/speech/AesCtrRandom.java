package io.komauth.captcha.speech;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.random.RandomGenerator;

import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Random numbers that are determined by a secret: an AES-CTR key stream (NIST SP 800-38A). Knowing some of them does not help to
 * compute others, so noise made of them cannot be subtracted. Of a generator such as {@link java.util.SplittableRandom} the state
 * can be computed from its numbers.
 */
public final class AesCtrRandom implements RandomGenerator {

    private static final byte[] ZEROS = new byte[4096];

    private final Cipher cipher;
    private ByteBuffer numbers = ByteBuffer.allocate(0);

    /** @param secret as many bytes as it has; their SHA-256 is the key */
    public AesCtrRandom(byte[] secret) {
        try {
            byte[] key = MessageDigest.getInstance("SHA-256").digest(secret);
            cipher = Cipher.getInstance("AES/CTR/NoPadding");
            // each secret is for one stream, which always begins at the first block
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[16]));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no AES or no SHA-256 in this Java", e);
        }
    }

    @Override
    public long nextLong() {
        if (numbers.remaining() < Long.BYTES) {
            numbers = ByteBuffer.wrap(cipher.update(ZEROS));
        }
        return numbers.getLong();
    }
}
