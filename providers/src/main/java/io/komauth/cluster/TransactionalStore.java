package io.komauth.cluster;

import java.util.function.Function;

import org.keycloak.common.util.Retry;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.SingleUseObjectProvider;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Keycloak's store of single-use objects, which all nodes of a cluster see. What is done with it is a transaction of its
 * own: with Keycloak's feature {@code stateless} the store is a table of the database, and in the request's transaction an
 * entry would be rolled back with the refusal that it stands for.
 */
public final class TransactionalStore {

    private static final int ATTEMPTS = 5;
    private static final int INTERVAL_MILLIS = 100;

    private final KeycloakSessionFactory sessions;

    public TransactionalStore(KeycloakSessionFactory sessions) {
        this.sessions = sessions;
    }

    /**
     * Runs operations in one transaction. The store fails where another node that keeps an entry is just stopping, and where
     * another transaction inserts the same row at the same moment; the operations are then repeated a little later. A failed
     * run may have left some of its work behind.
     */
    public <T> T inTransaction(Function<SingleUseObjectProvider, T> operations) {
        return inSession(session -> operations.apply(session.singleUseObjects()));
    }

    /** Does the same with operations that need more than the store. */
    <T> T inSession(Function<KeycloakSession, T> operations) {
        return Retry.call(attempt -> KeycloakModelUtils.runJobInTransactionWithResult(sessions, operations::apply), ATTEMPTS,
                INTERVAL_MILLIS);
    }

    /**
     * Reads in the transaction of a session, at a fraction of the cost of a new one. What others commit meanwhile may or may not
     * be seen. Repeated as in {@link #inTransaction}.
     */
    public static <T> T read(KeycloakSession session, Function<SingleUseObjectProvider, T> operations) {
        return Retry.call(attempt -> operations.apply(session.singleUseObjects()), ATTEMPTS, INTERVAL_MILLIS);
    }
}
