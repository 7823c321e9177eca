package io.komauth.text;

import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserProvider;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Text that the server's database can store and look up. In MariaDB and MySQL, usernames and other text are in columns of {@code
 * utf8mb3}, which has no characters beyond U+FFFF: a query with an emoji fails there, and the request with it.
 */
public enum DatabaseText {

    /** Names of users, and what else people write: Keycloak's schema has {@code NVARCHAR} and {@code NCLOB} columns for it. */
    NAMES {
        @Override
        void find(KeycloakSession session, RealmModel realm, String name) {
            // not in an LDAP directory
            session.getProvider(UserProvider.class).getUserByUsername(realm, name);
        }
    },

    /** Ids of clients, names of realms: {@code VARCHAR} columns, which have the character set of the whole database. */
    IDS {
        @Override
        void find(KeycloakSession session, RealmModel realm, String name) {
            session.clients().getClientByClientId(realm, name);
        }
    };

    private static final Pattern SUPPLEMENTARY = Pattern.compile("[\\x{10000}-\\x{10FFFF}]");
    private static final String EMOJI = "\ud83d\ude00";
    private static final String PLAIN = "a";
    private static final String REPLACEMENT = "\ufffd";

    /** What the database takes does not change while the server runs. */
    private final AtomicReference<Boolean> takesAll = new AtomicReference<>();

    /**
     * @param realm that the text is for
     * @param text  may be {@code null}
     * @return the text, with U+FFFD for each character that the database does not have: nobody has such a name either
     */
    public String storable(KeycloakSession session, RealmModel realm, String text) {
        return isStorable(session, realm, text) ? text : SUPPLEMENTARY.matcher(text).replaceAll(REPLACEMENT);
    }

    /** @return whether the database has all characters of the text, which may be {@code null} */
    public boolean isStorable(KeycloakSession session, RealmModel realm, String text) {
        return text == null || !SUPPLEMENTARY.matcher(text).find() || takesAll(session, realm);
    }

    private boolean takesAll(KeycloakSession session, RealmModel realm) {
        if (takesAll.get() == null) {
            if (succeeds(session, realm, EMOJI)) {
                takesAll.set(true);
            } else if (succeeds(session, realm, PLAIN)) {
                takesAll.set(false);
            }
        }
        // a database that fails for everything is no reason to change anything
        return !Boolean.FALSE.equals(takesAll.get());
    }

    /** In a transaction of its own, which a failed query ends. */
    private boolean succeeds(KeycloakSession session, RealmModel realm, String text) {
        try {
            KeycloakModelUtils.runJobInTransaction(session.getKeycloakSessionFactory(),
                    lookup -> find(lookup, lookup.realms().getRealm(realm.getId()), text));
            return true;
        } catch (RuntimeException failed) {
            return false;
        }
    }

    abstract void find(KeycloakSession session, RealmModel realm, String name);
}
