package io.komauth.cluster;

import java.util.Map;

import io.komauth.compat.RevokedTokens;

import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.SingleUseObjectProvider;

/** Keys that can be stored once, by all nodes of a cluster, until they expire; Keycloak's store of single-use objects. */
public final class SingleUseStore {

    private static final String ONCE = "kom-once.";

    private final TransactionalStore store;

    public SingleUseStore(KeycloakSessionFactory sessions) {
        store = new TransactionalStore(sessions);
    }

    /**
     * Stores a key unless it is there. A key that a failed attempt has stored all the same counts as there.
     *
     * @param key      at most 255 characters
     * @param lifespan seconds, more than 0
     * @return whether it was stored: of any number of concurrent calls, on any nodes, by one at most
     */
    public boolean putIfAbsent(String key, long lifespan) {
        return store.inTransaction(objects -> objects.putIfAbsent(key, lifespan));
    }

    /** Removes a key before it expires. */
    public void remove(String key) {
        store.inTransaction(objects -> objects.remove(key));
    }

    /**
     * Stores an id unless it is there, and keeps it also if all nodes stop: Keycloak has revoked tokens in the database. The database
     * is asked, too, since a node that does not reach the others, or did not until now, does not have what they have stored. An id
     * that a failed attempt has stored all the same counts as there.
     *
     * @param id       at most 36 characters
     * @param lifespan seconds, more than 0
     * @return whether it was stored: of any number of concurrent calls, on any nodes of the database, by one at most
     */
    public boolean putIfAbsentForGood(String id, long lifespan) {
        String revoked = id + SingleUseObjectProvider.REVOKED_KEY;
        return store.inSession(session -> {
            SingleUseObjectProvider objects = session.singleUseObjects();
            // only this is atomic in the cluster, on any version
            if (!objects.putIfAbsent(ONCE + id, lifespan) || objects.contains(revoked)
                    // of two nodes that do not reach each other, one fails, and finds its own entry when it tries again
                    || !RevokedTokens.add(session, id, lifespan)) {
                return false;
            }
            objects.put(revoked, lifespan, Map.of());
            return true;
        });
    }
}
