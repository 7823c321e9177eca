package io.komauth.password;

import java.util.Locale;
import java.util.Optional;

import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/**
 * Passwords that a client sends as their MD5, as clients of the documented API do. What is typed anywhere else is hashed
 * first, so that an MD5 that somebody got hold of opens no login page and no console.
 */
public final class Md5Passwords {

    private static final String EXPECTED = Md5Passwords.class.getName() + ".expected";
    private static final String VERIFIED = Md5Passwords.class.getName() + ".verified";

    private Md5Passwords() {
    }

    /** @return whether the realm's password policy chooses a hash algorithm that keeps passwords by their MD5 */
    public static boolean areStoredBy(KeycloakSession session, RealmModel realm) {
        String algorithm = realm.getPasswordPolicy().getHashAlgorithm();
        return algorithm != null
                && session.getProvider(PasswordHashProvider.class, algorithm) instanceof Md5PasswordHashProvider;
    }

    /** From now on, and for this request alone, a password is not what was typed, but the MD5 of it. */
    public static void expect(KeycloakSession session) {
        session.setAttribute(EXPECTED, true);
    }

    /** @return the MD5 of the password, in hexadecimal digits; some other text where the client sent something else */
    static String md5Of(KeycloakSession session, String sent) {
        return areExpected(session) ? sent.toLowerCase(Locale.ROOT) : Digests.md5Hex(sent);
    }

    /** Remembers that an MD5 that a client sent was right. */
    static void verified(KeycloakSession session, PasswordCredentialModel credential, String md5) {
        if (areExpected(session)) {
            session.setAttribute(VERIFIED, new Verified(credential.getId(), md5));
        }
    }

    /** @return the MD5 that a client sent, if it has just been found right by this credential */
    static Optional<String> verified(KeycloakSession session, PasswordCredentialModel credential) {
        return Optional.ofNullable(session.getAttribute(VERIFIED, Verified.class))
                .filter(verified -> verified.credentialId().equals(credential.getId()))
                .map(Verified::md5);
    }

    private static boolean areExpected(KeycloakSession session) {
        return session.getAttribute(EXPECTED) != null;
    }

    private record Verified(String credentialId, String md5) {
    }
}
