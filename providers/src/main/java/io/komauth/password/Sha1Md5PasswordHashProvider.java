package io.komauth.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Objects;

import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.credential.PasswordCredentialModel;

/**
 * Checks passwords by what old systems kept: {@code sha1hex(md5hex(password))}. It never makes such a hash: what it is
 * asked to hash, it hashes as {@link Md5PasswordHashProvider} does.
 */
final class Sha1Md5PasswordHashProvider extends Md5PasswordHashProvider {

    Sha1Md5PasswordHashProvider(KeycloakSession session, PasswordHashProvider argon2) {
        super(session, argon2);
    }

    @Override
    boolean matches(String md5, PasswordCredentialModel credential) {
        String stored = Objects.requireNonNullElse(credential.getPasswordSecretData().getValue(), "").toLowerCase(Locale.ROOT);
        return MessageDigest.isEqual(bytes(Digests.sha1Hex(md5)), bytes(stored));
    }

    /** Two digests are nothing beside what the policy asks for. */
    @Override
    void equalizeCost(String md5, PasswordCredentialModel credential) {
        policyCost().hashOnce(md5);
    }

    @Override
    public String credentialHashingStrength(PasswordCredentialModel credential) {
        return Integer.toString(credential.getPasswordCredentialData().getHashIterations());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
