package io.komauth.captcha;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import javax.crypto.SecretKey;

import org.keycloak.crypto.Algorithm;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.jose.jwe.JWE;
import org.keycloak.jose.jwe.JWEConstants;
import org.keycloak.jose.jwe.JWEException;
import org.keycloak.jose.jwe.JWEHeader;
import org.keycloak.jose.jwe.JWEKeyStorage;
import org.keycloak.models.KeyManager;
import org.keycloak.models.RealmModel;
import org.keycloak.util.JsonSerialization;

/**
 * Seals captchas into keys and opens them again: a JWE (RFC 7516) with direct encryption by A256GCM, and nothing else.
 * Only for the audience that it was sealed for can it be opened, and nobody can read it or change it on the way.
 */
final class CaptchaSeal {

    /** A key has about 200 characters; what is longer by far is not ours and not worth decoding. */
    private static final int MAX_LENGTH = 1024;

    private static final Duration DAY = Duration.ofDays(1);

    private final KeyManager keys;
    private final CaptchaAudience audience;
    private final RealmModel realm;

    CaptchaSeal(KeyManager keys, CaptchaAudience audience) {
        this.keys = keys;
        this.audience = audience;
        this.realm = audience.realm();
    }

    String seal(SealedCaptcha captcha) {
        KeyWrapper realmKey = keys.getActiveKey(realm, KeyUse.ENC, Algorithm.AES);
        SecretKey contentKey = SealingKey.derive(realmKey.getSecretKey(), audience, day(Clock.now()));
        try {
            JWE jwe = new JWE()
                    .header(new JWEHeader(JWEConstants.DIRECT, JWEConstants.A256GCM, null, realmKey.getKid()))
                    .content(JsonSerialization.writeValueAsBytes(captcha));
            jwe.getKeyStorage().setCEKKey(contentKey, JWEKeyStorage.KeyUse.ENCRYPTION);
            return jwe.encodeJwe();
        } catch (IOException | JWEException e) {
            throw new IllegalStateException("cannot seal a captcha", e);
        }
    }

    /** @return what was sealed, expired or not; empty if that was before yesterday (UTC), or if it was not sealed for this audience */
    Optional<SealedCaptcha> open(String key) {
        if (key.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return realmKey(key).stream()
                .flatMap(realmKey -> possibleDays().map(day -> SealingKey.derive(realmKey, audience, day)))
                .flatMap(contentKey -> open(key, contentKey).stream())
                .findFirst();
    }

    /** The key that the header names: it may have been rotated to passive since. */
    private Optional<SecretKey> realmKey(String key) {
        return header(key)
                .filter(header -> JWEConstants.DIRECT.equals(header.getAlgorithm()))
                .filter(header -> JWEConstants.A256GCM.equals(header.getEncryptionAlgorithm()))
                .map(JWEHeader::getKeyId)
                .map(kid -> keys.getKey(realm, kid, KeyUse.ENC, Algorithm.AES))
                .map(KeyWrapper::getSecretKey);
    }

    private static Optional<JWEHeader> header(String key) {
        try {
            return Optional.ofNullable((JWEHeader) new JWE(key).getHeader());
        } catch (RuntimeException notAJwe) {
            return Optional.empty();
        }
    }

    private static Optional<SealedCaptcha> open(String key, SecretKey contentKey) {
        JWE jwe = new JWE();
        jwe.getKeyStorage().setCEKKey(contentKey, JWEKeyStorage.KeyUse.ENCRYPTION);
        try {
            jwe.verifyAndDecodeJwe(key);
            return Optional.of(JsonSerialization.readValue(jwe.getContent(), SealedCaptcha.class));
        } catch (JWEException | IOException notOurs) {
            return Optional.empty();
        }
    }

    /**
     * A captcha may have been sealed before midnight, or by a node whose clock is a little ahead. The day before also opens
     * those that have expired since, so that operators can tell them from what was never sealed.
     */
    private static Stream<LocalDate> possibleDays() {
        long now = Clock.now();
        return LongStream.of(now, now - DAY.toSeconds(), now + UsedCaptchas.CLOCK_SKEW)
                .mapToObj(CaptchaSeal::day)
                .distinct();
    }

    private static LocalDate day(long epochSecond) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(epochSecond), ZoneOffset.UTC);
    }
}
