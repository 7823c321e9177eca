package io.komauth.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

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
 * A secret as a realm attribute may hold it: a JWE (RFC 7516), with direct encryption by A256GCM, under a key that is derived from
 * the realm's AES key. An AES key that was rotated to passive still opens what it sealed; a realm without it does not.
 */
public final class SealedSecret {

    private static final String PREFIX = "sealed:";

    private SealedSecret() {
    }

    public static boolean isSealed(String text) {
        return text.startsWith(PREFIX);
    }

    /** @param purpose what the secret is for: only {@link #open} with the same purpose opens it */
    public static String seal(KeycloakSession session, RealmModel realm, String purpose, String text) {
        KeyWrapper realmKey = session.keys().getActiveKey(realm, KeyUse.ENC, Algorithm.AES);
        JWE jwe = new JWE()
                .header(new JWEHeader(JWEConstants.DIRECT, JWEConstants.A256GCM, null, realmKey.getKid()))
                .content(text.getBytes(StandardCharsets.UTF_8));
        jwe.getKeyStorage().setCEKKey(contentKey(realmKey, purpose), JWEKeyStorage.KeyUse.ENCRYPTION);
        try {
            return PREFIX + jwe.encodeJwe();
        } catch (JWEException e) {
            throw new IllegalStateException("cannot seal a secret", e);
        }
    }

    /** @return the secret; empty if no key of the realm opens the text */
    public static Optional<String> open(KeycloakSession session, RealmModel realm, String purpose, String sealed) {
        return realmKey(session, realm, sealed).flatMap(realmKey -> open(sealed, purpose, realmKey));
    }

    /** @return the secret sealed again, if the realm has another active AES key by now; else empty */
    public static Optional<String> renew(KeycloakSession session, RealmModel realm, String purpose, String text) {
        if (!isSealed(text)) {
            return Optional.empty();
        }
        String active = session.keys().getActiveKey(realm, KeyUse.ENC, Algorithm.AES).getKid();
        return realmKey(session, realm, text)
                .filter(realmKey -> !realmKey.getKid().equals(active))
                .flatMap(realmKey -> open(text, purpose, realmKey))
                .map(secret -> seal(session, realm, purpose, secret));
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

    private static Optional<String> open(String sealed, String purpose, KeyWrapper realmKey) {
        JWE jwe = new JWE();
        jwe.getKeyStorage().setCEKKey(contentKey(realmKey, purpose), JWEKeyStorage.KeyUse.ENCRYPTION);
        try {
            jwe.verifyAndDecodeJwe(sealed.substring(PREFIX.length()));
            return Optional.of(new String(jwe.getContent(), StandardCharsets.UTF_8));
        } catch (JWEException notSealedByIt) {
            return Optional.empty();
        }
    }

    private static SecretKey contentKey(KeyWrapper realmKey, String purpose) {
        return new SecretKeySpec(KeyDerivation.derive(realmKey.getSecretKey(), purpose), "AES");
    }
}
