package io.komauth.compat;

import org.keycloak.models.RealmModel;
import org.keycloak.storage.UserStorageProvider;
import org.keycloak.storage.UserStorageProviderModel;

/**
 * Other systems that keep a realm's users, such as LDAP directories.
 *
 * <p>Leans on: {@link UserStorageProvider} as the type of their components, and {@link UserStorageProviderModel}. Since: Keycloak
 * 26.2. Test: {@code SentPasswordsIT}.
 */
public final class UserStorage {

    private UserStorage() {
    }

    /** @return whether the realm has one that is enabled */
    public static boolean isUsedIn(RealmModel realm) {
        return realm.getComponentsStream(realm.getId(), UserStorageProvider.class.getName())
                .map(UserStorageProviderModel::new).anyMatch(UserStorageProviderModel::isEnabled);
    }
}
