package io.komauth.testing;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.representations.idm.ComponentExportRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** An LDAP directory as a realm's user storage. */
public final class LdapDirectory {

    /** Where nothing listens. */
    public static final String NO_SERVER = "ldap://localhost:1";

    private LdapDirectory() {
    }

    /**
     * Gives a realm such a directory.
     *
     * @param url      of a server that need not be one
     * @param username of a user whom the realm has from there, and whose password is checked there
     */
    public static Consumer<RealmRepresentation> at(String url, String username) {
        return realm -> {
            UserRepresentation user = new UserRepresentation();
            user.setUsername(username);
            user.setEnabled(true);
            user.setFederationLink(addTo(realm, url, true));
            user.setAttributes(Map.of("LDAP_ID", List.of("1"), "LDAP_ENTRY_DN", List.of("uid=1,ou=people,dc=example,dc=org")));
            realm.getUsers().add(user);
        };
    }

    /** @return the id of the directory, which has no users yet */
    public static String addTo(RealmRepresentation realm, String url, boolean isEnabled) {
        ComponentExportRepresentation directory = new ComponentExportRepresentation();
        directory.setId(UUID.randomUUID().toString());
        directory.setName("ldap");
        directory.setProviderId("ldap");
        directory.setConfig(new MultivaluedHashMap<>());
        Map.ofEntries(Map.entry("enabled", Boolean.toString(isEnabled)), Map.entry("priority", "0"), Map.entry("vendor", "other"),
                Map.entry("connectionUrl", url), Map.entry("usersDn", "ou=people,dc=example,dc=org"),
                Map.entry("authType", "none"), Map.entry("editMode", "READ_ONLY"), Map.entry("usernameLDAPAttribute", "uid"),
                Map.entry("rdnLDAPAttribute", "uid"), Map.entry("uuidLDAPAttribute", "entryUUID"),
                Map.entry("userObjectClasses", "inetOrgPerson")).forEach(directory.getConfig()::putSingle);
        if (realm.getComponents() == null) {
            realm.setComponents(new MultivaluedHashMap<>());
        }
        realm.getComponents().put("org.keycloak.storage.UserStorageProvider", List.of(directory));
        return directory.getId();
    }
}
