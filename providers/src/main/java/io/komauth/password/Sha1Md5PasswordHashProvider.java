package io.komauth.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;

import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.credential.PasswordCredentialModel;

/**
 * Checks passwords by what old systems kept: {@code sha1hex(md5hex(password))}. It never makes such a hash: what it is
 * asked to hash, it hashes as {@link Md5PasswordHashProvider} does.
 */
final class Sha1Md5PasswordHashProvider extends Md5PasswordHashProvider {

    /** As Keycloak says it where a realm sets none. */
    private static final int DEFAULT_ITERATIONS = -1;

    Sha1Md5PasswordHashProvider(KeycloakSession session, PasswordHashProvider argon2) {
        super(session, argon2);
    }

    /** Takes as long as argon2 where it fails, so that nobody sees by the time who has not logged in since the move. */
    @Override
    boolean matches(String md5, PasswordCredentialModel credential) {
        String stored = credential.getPasswordSecretData().getValue().toLowerCase(Locale.ROOT);
        boolean valid = MessageDigest.isEqual(bytes(Digests.sha1Hex(md5)), bytes(stored));
        if (!valid) {
            hash(md5, DEFAULT_ITERATIONS);
        }
        return valid;
    }

    @Override
    public String credentialHashingStrength(PasswordCredentialModel credential) {
        return Integer.toString(credential.getPasswordCredentialData().getHashIterations());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
