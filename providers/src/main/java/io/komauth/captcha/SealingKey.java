package io.komauth.captcha;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.LocalDate;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Derives the content key of a day's captchas from a realm's AES key, so that it meets no other use of that key, and so
 * that no key ever nears the number of random nonces that AES-GCM allows (NIST SP 800-38D, 8.3). The audience goes into it,
 * with the realm's id and name: a realm that was cloned with its keys redeems none of the original's captchas.
 */
final class SealingKey {

    /** Ends in the version of {@link SealedCaptcha}: another format must not be opened as this one. */
    private static final String PURPOSE = "io.komauth.captcha/1";

    private static final String HMAC = "HmacSHA256";

    private SealingKey() {
    }

    static SecretKey derive(SecretKey realmKey, CaptchaAudience audience, LocalDate day) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(realmKey.getEncoded(), HMAC));
            for (String part : List.of(PURPOSE, audience.scope().name(), audience.realm().getId(),
                    audience.realm().getName(), day.toString())) {
                mac.update(part.getBytes(StandardCharsets.UTF_8));
                mac.update((byte) 0);
            }
            return new SecretKeySpec(mac.doFinal(), "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot derive the key that seals captchas", e);
        }
    }
}
