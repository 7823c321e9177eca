package io.komauth.password;

import java.util.function.Supplier;

import io.komauth.logging.SafeLogger;

import org.keycloak.credential.CredentialModel;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Replaces an outdated hash after a login, as Keycloak's own {@code PasswordCredentialProvider} does: in a transaction of
 * its own, since two logins at once must not fail for it, and with the date and label that the password has.
 */
final class PasswordRehash extends AbstractKeycloakTransaction {

    private static final SafeLogger LOG = SafeLogger.of(PasswordRehash.class);

    private final KeycloakSession login;
    private final String userId;
    private final PasswordCredentialModel outdated;
    private final Supplier<PasswordCredentialModel> hash;

    private PasswordRehash(KeycloakSession login, String userId, PasswordCredentialModel outdated,
            Supplier<PasswordCredentialModel> hash) {
        this.login = login;
        this.userId = userId;
        this.outdated = outdated;
        this.hash = hash;
    }

    /**
     * Does nothing where a password is only compared, outside a login.
     *
     * @param hash makes the new hash
     */
    static void afterLogin(KeycloakSession session, PasswordCredentialModel outdated,
            Supplier<PasswordCredentialModel> hash) {
        AuthenticationSessionModel login = session.getContext().getAuthenticationSession();
        UserModel user = login == null ? null : login.getAuthenticatedUser();
        if (user != null) {
            session.getTransactionManager().enlistAfterCompletion(
                    new PasswordRehash(session, user.getId(), outdated, hash));
        }
    }

    @Override
    protected void commitImpl() {
        try {
            KeycloakModelUtils.runJobInTransaction(login.getKeycloakSessionFactory(), login.getContext(), this::replace);
        } catch (ModelException e) {
            LOG.info("A password could not be hashed anew, the next login will try again", e);
        }
    }

    @Override
    protected void rollbackImpl() {
    }

    private void replace(KeycloakSession session) {
        UserModel user = session.users().getUserById(session.getContext().getRealm(), userId);
        if (user == null || !isUnchanged(user)) {
            return;
        }
        PasswordCredentialModel replacement = hash.get();
        replacement.setId(outdated.getId());
        replacement.setCreatedDate(outdated.getCreatedDate());
        replacement.setUserLabel(outdated.getUserLabel());
        user.credentialManager().updateStoredCredential(replacement);
    }

    /** Whether it is still the password that was checked. */
    private boolean isUnchanged(UserModel user) {
        CredentialModel stored = user.credentialManager().getStoredCredentialById(outdated.getId());
        return stored != null && stored.getSecretData().equals(outdated.getSecretData());
    }
}
