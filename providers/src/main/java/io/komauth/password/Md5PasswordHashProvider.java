package io.komauth.password;

import java.util.Optional;

import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.PasswordPolicy;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.credential.dto.PasswordCredentialData;
import org.keycloak.models.credential.dto.PasswordSecretData;

/**
 * Keeps Keycloak's own argon2 hash of a password's MD5, so that both the password and its MD5 can be checked. Argon2's
 * settings are the server's.
 */
class Md5PasswordHashProvider implements PasswordHashProvider {

    private final KeycloakSession session;
    private final PasswordHashProvider argon2;

    Md5PasswordHashProvider(KeycloakSession session, PasswordHashProvider argon2) {
        this.session = session;
        this.argon2 = argon2;
    }

    /** Argon2's own check does not ask for the algorithm: that it was another one is the first thing to know. */
    @Override
    public boolean policyCheck(PasswordPolicy policy, PasswordCredentialModel credential) {
        if (isOurs(credential) && argon2.policyCheck(policy, credential)) {
            return true;
        }
        Optional<String> md5 = Md5Passwords.verified(session, credential);
        // Keycloak would hash it again in another session, where it would take the MD5 for the typed password
        md5.ifPresent(verified -> PasswordRehash.afterLogin(session, credential,
                () -> hash(verified, policy.getHashIterations())));
        return md5.isPresent();
    }

    /** @param rawPassword the typed password: passwords are never set by their MD5 */
    @Override
    public PasswordCredentialModel encodedCredential(String rawPassword, int iterations) {
        return hash(Digests.md5Hex(rawPassword), iterations);
    }

    @Override
    public boolean verify(String rawPassword, PasswordCredentialModel credential) {
        String md5 = Md5Passwords.md5Of(session, rawPassword);
        boolean valid = matches(md5, credential);
        if (valid) {
            Md5Passwords.verified(session, credential, md5);
        } else {
            equalizeCost(md5, credential);
        }
        return valid;
    }

    boolean matches(String md5, PasswordCredentialModel credential) {
        return argon2.verify(md5, credential);
    }

    /**
     * Makes a wrong password cost what Keycloak's dummy hash for an unknown user costs, so that the time does not tell whose
     * hash is of an older policy. A right one is hashed again after the login, which costs the same.
     */
    void equalizeCost(String md5, PasswordCredentialModel credential) {
        policyCost().hashRemainder(md5, credential.getPasswordCredentialData());
    }

    final PolicyCost policyCost() {
        return PolicyCost.of(session, session.getContext().getRealm(), argon2);
    }

    @Override
    public String credentialHashingStrength(PasswordCredentialModel credential) {
        return argon2.credentialHashingStrength(credential);
    }

    @Override
    public void close() {
    }

    final PasswordCredentialModel hash(String md5, int iterations) {
        PasswordCredentialModel credential = argon2.encodedCredential(md5, iterations);
        PasswordCredentialData data = credential.getPasswordCredentialData();
        PasswordSecretData secret = credential.getPasswordSecretData();
        return PasswordCredentialModel.createFromValues(Md5Argon2PasswordHashProviderFactory.ID, secret.getSalt(),
                data.getHashIterations(), data.getAdditionalParameters(), secret.getValue());
    }

    private static boolean isOurs(PasswordCredentialModel credential) {
        return Md5Argon2PasswordHashProviderFactory.ID.equals(credential.getPasswordCredentialData().getAlgorithm());
    }
}
