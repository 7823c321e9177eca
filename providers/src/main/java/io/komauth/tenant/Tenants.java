package io.komauth.tenant;

import java.util.Optional;

import io.komauth.text.DatabaseText;
import io.komauth.text.UnicodeText;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Which realm a tenant id names. */
public final class Tenants {

    private Tenants() {
    }

    /**
     * The tenant that the documented API serves under this id: a realm that says so, and never Keycloak's administration
     * realm, whatever that says. Callers are not told why there is none.
     *
     * @param id any text, as it came from a client
     */
    public static Optional<Tenant> findServedByApi(KeycloakSession session, String id) {
        // some databases fail for others
        return Optional.of(id).filter(UnicodeText::isStorable)
                .filter(text -> DatabaseText.IDS.isStorable(session, adminRealm(session), text))
                .map(session.realms()::getRealmByName)
                // some databases find a name in another case, too
                .filter(realm -> realm.getName().equals(id))
                .filter(realm -> !isAdministration(realm))
                .map(Tenant::new)
                .filter(Tenant::isServedByApi);
    }

    /** @return the realm that Keycloak is administrated from */
    public static RealmModel adminRealm(KeycloakSession session) {
        return session.realms().getRealmByName(Config.getAdminRealm());
    }

    private static boolean isAdministration(RealmModel realm) {
        return realm.getName().equals(Config.getAdminRealm());
    }
}
