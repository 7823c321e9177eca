package io.komauth.captcha;

import java.time.LocalDate;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import io.komauth.crypto.KeyDerivation;

/**
 * Derives the content key of a day's captchas from a realm's AES key, so that it meets no other use of that key, and so
 * that no key ever nears the number of random nonces that AES-GCM allows (NIST SP 800-38D, 8.3). The audience goes into it,
 * with the realm's id and name: a realm that was cloned with its keys redeems none of the original's captchas.
 */
final class CaptchaTokenKey {

    /** Ends in the version of {@link CaptchaToken}: another format must not be opened as this one. */
    private static final String PURPOSE = "io.komauth.captcha/1";

    private CaptchaTokenKey() {
    }

    static SecretKey derive(SecretKey realmKey, CaptchaAudience audience, LocalDate day) {
        return new SecretKeySpec(KeyDerivation.derive(realmKey, PURPOSE, audience.scope().name(), audience.realm().getId(),
                audience.realm().getName(), day.toString()), "AES");
    }
}
