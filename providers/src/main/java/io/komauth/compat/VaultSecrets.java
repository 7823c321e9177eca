package io.komauth.compat;

import java.util.Optional;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.vault.DefaultVaultTranscriber;
import org.keycloak.vault.VaultProvider;
import org.keycloak.vault.VaultStringSecret;

/**
 * Secrets of a realm in Keycloak's vault. Not by {@code session.vault()}, which stays with the realm that the context had when it
 * was first asked.
 *
 * <p>Leans on: {@link DefaultVaultTranscriber}, and that a vault provider takes the realm of the session's context when it is
 * created. Since: Keycloak 26.2. Test: {@code SharedKeyIT}.
 */
public final class VaultSecrets {

    private VaultSecrets() {
    }

    /**
     * @param expression such as {@code ${vault.signing-key}}
     * @return what the vault has for the realm; empty if it has nothing, or if the server has no vault
     */
    public static Optional<String> get(KeycloakSession session, RealmModel realm, String expression) {
        Optional<VaultProvider> vault = vault(session, realm);
        try (VaultStringSecret secret = new DefaultVaultTranscriber(vault.orElse(null)).getStringSecret(expression)) {
            return secret.get();
        } finally {
            vault.ifPresent(VaultProvider::close);
        }
    }

    /** @return the vault of a realm; empty where the server has none */
    private static Optional<VaultProvider> vault(KeycloakSession session, RealmModel realm) {
        ProviderFactory<VaultProvider> factory = session.getKeycloakSessionFactory().getProviderFactory(VaultProvider.class);
        if (factory == null) {
            return Optional.empty();
        }
        RealmModel before = session.getContext().getRealm();
        session.getContext().setRealm(realm);
        try {
            return Optional.ofNullable(factory.create(session));
        } finally {
            if (before != null) {
                session.getContext().setRealm(before);
            }
        }
    }
}
