package io.komauth.password;

import org.keycloak.events.Errors;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.storage.StorageId;

/**
 * Makes a login as a user without a password take as long as any other. Keycloak computes a dummy hash for an unknown username,
 * but not for such a user, so response times would tell them apart. Events are sent before the response.
 */
final class MissingPasswordListener implements EventListenerProvider {

    private static final String ANY_TEXT = "no password";

    private final KeycloakSession session;

    MissingPasswordListener(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void onEvent(Event event) {
        if (!Errors.INVALID_USER_CREDENTIALS.equals(event.getError()) || event.getUserId() == null) {
            return;
        }
        RealmModel realm = session.realms().getRealm(event.getRealmId());
        UserModel user = session.users().getUserById(realm, event.getUserId());
        if (user != null && isStoredLocally(user) && !hasPassword(user)) {
            PolicyCost.of(session, realm, null).hashOnce(ANY_TEXT);
        }
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
    }

    @Override
    public void close() {
    }

    /** Others have their passwords elsewhere, such as in LDAP. */
    private static boolean isStoredLocally(UserModel user) {
        return user.getFederationLink() == null && StorageId.isLocalStorage(user.getId());
    }

    private static boolean hasPassword(UserModel user) {
        return user.credentialManager().getStoredCredentialsByTypeStream(PasswordCredentialModel.TYPE).findAny().isPresent();
    }
}
