package io.komauth.compat;

import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.credential.dto.PasswordCredentialData;

/**
 * Keycloak's own argon2.
 *
 * <p>Leans on: {@code Argon2PasswordHashProvider}, its id, the parameter in which it keeps the memory of a hash, and the number
 * of iterations above which it takes the server's. Since: Keycloak 26.2. Test: {@code PolicyCostTest} and
 * {@code ImportedPasswordsIT}.
 */
public final class Argon2 {

    /** For more iterations than these in a password policy, argon2 takes the server's own number. */
    public static final int MAX_ITERATIONS = 100;

    private static final String ID = "argon2";
    private static final String MEMORY = "memory";

    private Argon2() {
    }

    /** @return {@code null} where the server has none, as with FIPS */
    public static PasswordHashProvider of(KeycloakSession session) {
        return session.getProvider(PasswordHashProvider.class, ID);
    }

    /** @return the memory that a hash of argon2 has taken, in KiB */
    public static int memory(PasswordCredentialData hash) {
        return Integer.parseInt(hash.getAdditionalParameters().getFirst(MEMORY));
    }
}
