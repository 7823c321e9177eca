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

import io.komauth.compat.KeycloakTime;

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
 * Encodes captcha tokens as keys and decodes them: a JWE (RFC 7516) with direct encryption by A256GCM, and nothing else. A token
 * can only be decoded for the audience that it was encoded for.
 */
final class CaptchaTokenCodec {

    /** A key has about 200 characters; what is longer by far is not ours and not worth decoding. */
    private static final int MAX_LENGTH = 1024;

    private static final Duration DAY = Duration.ofDays(1);

    private final KeyManager keys;
    private final CaptchaAudience audience;
    private final RealmModel realm;

    CaptchaTokenCodec(KeyManager keys, CaptchaAudience audience) {
        this.keys = keys;
        this.audience = audience;
        this.realm = audience.realm();
    }

    String encode(CaptchaToken captcha) {
        KeyWrapper realmKey = keys.getActiveKey(realm, KeyUse.ENC, Algorithm.AES);
        SecretKey contentKey = CaptchaTokenKey.derive(realmKey.getSecretKey(), audience, day(KeycloakTime.epochSeconds()));
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

    /** @return the token, expired or not; empty if it was encoded before yesterday (UTC), or for another audience */
    Optional<CaptchaToken> decode(String key) {
        if (key.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return realmKey(key).stream()
                .flatMap(realmKey -> possibleDays().map(day -> CaptchaTokenKey.derive(realmKey, audience, day)))
                .flatMap(contentKey -> decode(key, contentKey).stream())
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

    private static Optional<CaptchaToken> decode(String key, SecretKey contentKey) {
        JWE jwe = new JWE();
        jwe.getKeyStorage().setCEKKey(contentKey, JWEKeyStorage.KeyUse.ENCRYPTION);
        try {
            jwe.verifyAndDecodeJwe(key);
            return Optional.of(JsonSerialization.readValue(jwe.getContent(), CaptchaToken.class));
        } catch (JWEException | IOException notOurs) {
            return Optional.empty();
        }
    }

    /**
     * A token may have been encoded before midnight, or by a node whose clock is a little ahead. The key of the day before also
     * decodes expired ones, so that operators can tell them from forged ones.
     */
    private static Stream<LocalDate> possibleDays() {
        long now = KeycloakTime.epochSeconds();
        return LongStream.of(now, now - DAY.toSeconds(), now + UsedCaptchas.CLOCK_SKEW)
                .mapToObj(CaptchaTokenCodec::day)
                .distinct();
    }

    private static LocalDate day(long epochSecond) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(epochSecond), ZoneOffset.UTC);
    }
}
