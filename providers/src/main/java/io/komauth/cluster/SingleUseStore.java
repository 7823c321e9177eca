package io.komauth.cluster;

import org.keycloak.models.KeycloakSessionFactory;

/** Keys that can be stored once, by all nodes of a cluster, until they expire; Keycloak's store of single-use objects. */
public final class SingleUseStore {

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
}
