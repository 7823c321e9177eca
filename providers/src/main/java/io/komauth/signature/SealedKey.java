package io.komauth.signature;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import io.komauth.crypto.KeyDerivation;

import org.keycloak.crypto.Algorithm;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.jose.jwe.JWE;
import org.keycloak.jose.jwe.JWEConstants;
import org.keycloak.jose.jwe.JWEException;
import org.keycloak.jose.jwe.JWEHeader;
import org.keycloak.jose.jwe.JWEKeyStorage;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * A key as a realm attribute may hold it: a JWE (RFC 7516), with direct encryption by A256GCM, under a key that is derived from
 * the realm's AES key. An AES key that was rotated to passive still opens what it sealed; a realm without it does not.
 */
final class SealedKey {

    private static final String PREFIX = "sealed:";
    private static final String PURPOSE = "io.komauth.signing-key/1";

    private SealedKey() {
    }

    static boolean isSealed(String text) {
        return text.startsWith(PREFIX);
    }

    static String seal(KeycloakSession session, RealmModel realm, String text) {
        KeyWrapper realmKey = session.keys().getActiveKey(realm, KeyUse.ENC, Algorithm.AES);
        JWE jwe = new JWE()
                .header(new JWEHeader(JWEConstants.DIRECT, JWEConstants.A256GCM, null, realmKey.getKid()))
                .content(text.getBytes(StandardCharsets.UTF_8));
        jwe.getKeyStorage().setCEKKey(contentKey(realmKey), JWEKeyStorage.KeyUse.ENCRYPTION);
        try {
            return PREFIX + jwe.encodeJwe();
        } catch (JWEException e) {
            throw new IllegalStateException("cannot seal a key", e);
        }
    }

    /** @return the key; empty if no key of the realm opens the text */
    static Optional<String> open(KeycloakSession session, RealmModel realm, String sealed) {
        return realmKey(session, realm, sealed).flatMap(realmKey -> open(sealed, realmKey));
    }

    /** @return the key sealed anew, if the realm has another active AES key by now; else empty */
    static Optional<String> renew(KeycloakSession session, RealmModel realm, String text) {
        if (!isSealed(text)) {
            return Optional.empty();
        }
        String active = session.keys().getActiveKey(realm, KeyUse.ENC, Algorithm.AES).getKid();
        return realmKey(session, realm, text)
                .filter(realmKey -> !realmKey.getKid().equals(active))
                .flatMap(realmKey -> open(text, realmKey))
                .map(key -> seal(session, realm, key));
    }

    private static Optional<KeyWrapper> realmKey(KeycloakSession session, RealmModel realm, String sealed) {
        return header(sealed)
                .filter(header -> JWEConstants.DIRECT.equals(header.getAlgorithm()))
                .filter(header -> JWEConstants.A256GCM.equals(header.getEncryptionAlgorithm()))
                .map(JWEHeader::getKeyId)
                .map(kid -> session.keys().getKey(realm, kid, KeyUse.ENC, Algorithm.AES));
    }

    private static Optional<JWEHeader> header(String sealed) {
        try {
            return Optional.ofNullable((JWEHeader) new JWE(sealed.substring(PREFIX.length())).getHeader());
        } catch (RuntimeException notAJwe) {
            return Optional.empty();
        }
    }

    private static Optional<String> open(String sealed, KeyWrapper realmKey) {
        JWE jwe = new JWE();
        jwe.getKeyStorage().setCEKKey(contentKey(realmKey), JWEKeyStorage.KeyUse.ENCRYPTION);
        try {
            jwe.verifyAndDecodeJwe(sealed.substring(PREFIX.length()));
            return Optional.of(new String(jwe.getContent(), StandardCharsets.UTF_8));
        } catch (JWEException notSealedByIt) {
            return Optional.empty();
        }
    }

    private static SecretKey contentKey(KeyWrapper realmKey) {
        return new SecretKeySpec(KeyDerivation.derive(realmKey.getSecretKey(), PURPOSE), "AES");
    }
}
