package io.komauth.compat;

import jakarta.persistence.EntityManager;

import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.jpa.entities.RevokedTokenEntity;

/**
 * Keycloak's table of revoked tokens, which all nodes share, also while they do not reach each other. Keycloak writes it with each
 * revoked token, and reads it only at startup.
 *
 * <p>Leans on: {@link RevokedTokenEntity}, and that its id is that of the token, without the suffix of the store of single-use
 * objects. Since: Keycloak 26.2. Test: {@code SharedDatabaseIT}.
 */
public final class RevokedTokens {

    private RevokedTokens() {
    }

    /**
     * Adds an id to the table, in the transaction of the session.
     *
     * @param lifespan seconds
     * @return whether it was not there, expired or not
     * @throws RuntimeException if another transaction adds it at the same moment
     */
    public static boolean add(KeycloakSession session, String id, long lifespan) {
        EntityManager entities = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        if (entities.find(RevokedTokenEntity.class, id) != null) {
            return false;
        }
        RevokedTokenEntity token = new RevokedTokenEntity();
        token.setId(id);
        token.setExpire(KeycloakTime.epochSeconds() + lifespan);
        entities.persist(token);
        // now: Keycloak would look for it once more, and add nothing if it has been added meanwhile
        entities.flush();
        return true;
    }
}
