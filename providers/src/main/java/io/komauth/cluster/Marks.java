package io.komauth.cluster;

import java.util.Map;
import java.util.function.Function;

import org.keycloak.common.util.Retry;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.SingleUseObjectProvider;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Marks that all nodes of a cluster see, each gone after its life span, in Keycloak's store of single-use objects. Each
 * operation is a transaction of its own: with Keycloak's feature {@code stateless} a mark is a row of the database, and in
 * the request's transaction it would be rolled back with the refusal that it stands for.
 */
public final class Marks {

    private static final int ATTEMPTS = 5;
    private static final int INTERVAL_MILLIS = 100;

    private final KeycloakSessionFactory sessions;

    public Marks(KeycloakSessionFactory sessions) {
        this.sessions = sessions;
    }

    /**
     * Sets a mark that is not there yet.
     *
     * @param mark     at most 255 characters
     * @param lifespan seconds, more than 0
     * @return whether it was not there: of any number of concurrent calls, on any nodes, one at most
     */
    public boolean add(String mark, long lifespan) {
        return inTransaction(store -> store.putIfAbsent(mark, lifespan));
    }

    /** @return whether the mark is there */
    public boolean contains(String mark) {
        return inTransaction(store -> store.contains(mark));
    }

    /** Sets a mark, or begins the life of one anew that is there. */
    public void renew(String mark, long lifespan) {
        inTransaction(store -> {
            store.put(mark, lifespan, Map.of());
            return null;
        });
    }

    /** Takes a mark away, if it is there. */
    public void remove(String mark) {
        inTransaction(store -> store.remove(mark));
    }

    /**
     * The store fails where another node that keeps the mark is just stopping, and where a row is there that another
     * transaction has inserted at the same moment. It knows better a little later. What a failed attempt has done all the
     * same is seen by the next one: a mark that it has added counts as there.
     */
    private <T> T inTransaction(Function<SingleUseObjectProvider, T> operation) {
        return Retry.call(attempt -> KeycloakModelUtils.runJobInTransactionWithResult(sessions,
                session -> operation.apply(session.singleUseObjects())), ATTEMPTS, INTERVAL_MILLIS);
    }
}
