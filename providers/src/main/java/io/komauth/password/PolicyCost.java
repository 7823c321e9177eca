package io.komauth.password;

import io.komauth.compat.Argon2;

import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.PasswordPolicy;
import org.keycloak.models.RealmModel;
import org.keycloak.models.credential.dto.PasswordCredentialData;

/**
 * The hashing that a realm's password policy asks for, which Keycloak also does for an unknown username.
 *
 * @param argon2     Keycloak's, with the server's settings; {@code null} where no hash of it is compared
 * @param algorithm  the policy's
 * @param iterations the policy's; -1 where it sets none
 */
record PolicyCost(PasswordHashProvider argon2, PasswordHashProvider algorithm, int iterations) {

    /** As Keycloak says it where a policy sets none. */
    private static final int DEFAULT_ITERATIONS = -1;

    /** What the server's own settings make of a hash; they stay as they are while the server runs. */
    private static volatile PasswordCredentialData serverSettings;

    static PolicyCost of(KeycloakSession session, RealmModel realm, PasswordHashProvider argon2) {
        PasswordPolicy policy = realm.getPasswordPolicy();
        String name = policy.getHashAlgorithm();
        PasswordHashProvider algorithm = name == null ? null : session.getProvider(PasswordHashProvider.class, name);
        return new PolicyCost(argon2, algorithm != null ? algorithm : session.getProvider(PasswordHashProvider.class),
                policy.getHashIterations());
    }

    /** Hashes once as the policy says. */
    void hashOnce(String text) {
        algorithm.encodedCredential(text, iterations);
    }

    /**
     * Does the work that the policy asks for beyond what it took to compute a hash of argon2. That work is memory times
     * iterations; the work of another algorithm cannot be compared with it, and is done as a whole.
     */
    void hashRemainder(String text, PasswordCredentialData computed) {
        if (!isArgon2()) {
            hashOnce(text);
            return;
        }
        PasswordCredentialData server = serverSettings(argon2);
        boolean isServers = iterations == DEFAULT_ITERATIONS || iterations > Argon2.MAX_ITERATIONS;
        int wanted = isServers ? server.getHashIterations() : iterations;
        double done = (double) Argon2.memory(computed) * computed.getHashIterations();
        long missing = wanted - Math.round(done / Argon2.memory(server));
        if (missing > 0) {
            argon2.encodedCredential(text, (int) missing);
        }
    }

    private boolean isArgon2() {
        return algorithm instanceof Md5PasswordHashProvider || algorithm.getClass() == argon2.getClass();
    }

    private static PasswordCredentialData serverSettings(PasswordHashProvider argon2) {
        PasswordCredentialData settings = serverSettings;
        if (settings == null) {
            settings = argon2.encodedCredential("", DEFAULT_ITERATIONS).getPasswordCredentialData();
            serverSettings = settings;
        }
        return settings;
    }
}
