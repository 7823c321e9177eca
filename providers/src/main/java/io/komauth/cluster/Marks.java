package io.komauth.cluster;

import org.keycloak.models.KeycloakSessionFactory;

/** Marks that all nodes of a cluster see, each gone after its life span. */
public final class Marks {

    private final SharedStore store;

    public Marks(KeycloakSessionFactory sessions) {
        store = new SharedStore(sessions);
    }

    /**
     * Sets a mark that is not there yet. A mark that a failed attempt has set all the same counts as there.
     *
     * @param mark     at most 255 characters
     * @param lifespan seconds, more than 0
     * @return whether it was not there: of any number of concurrent calls, on any nodes, one at most
     */
    public boolean add(String mark, long lifespan) {
        return store.inTransaction(objects -> objects.putIfAbsent(mark, lifespan));
    }
}
