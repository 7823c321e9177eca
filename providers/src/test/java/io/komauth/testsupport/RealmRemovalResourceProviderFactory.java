package io.komauth.testsupport;

import com.google.auto.service.AutoService;

import jakarta.persistence.FlushModeType;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.QueryParam;

import org.keycloak.Config;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.services.managers.RealmManager;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/**
 * Removes a realm as an administrator does, at less than half the cost: {@code POST /realms/master/test-realm-removal?name=…}.
 * Before each of hundreds of statements, Hibernate compares everything that the removal has loaded with the database, which finds
 * nothing: what is removed is not changed before.
 */
@AutoService(RealmResourceProviderFactory.class)
public final class RealmRemovalResourceProviderFactory implements RealmResourceProviderFactory {

    @Override
    public String getId() {
        return "test-realm-removal";
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new RemovalProvider(session);
    }

    @Override
    public void init(Config.Scope config) {
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
    }

    @Override
    public void close() {
    }

    private record RemovalProvider(KeycloakSession session) implements RealmResourceProvider {

        @Override
        public Object getResource() {
            return new Removal(session);
        }

        @Override
        public void close() {
        }
    }

    /** What the path leads to. */
    public static final class Removal {

        private final KeycloakSession session;

        Removal(KeycloakSession session) {
            this.session = session;
        }

        @POST
        public void remove(@QueryParam("name") String name) {
            RealmModel realm = session.realms().getRealmByName(name);
            if (realm == null) {
                throw new NotFoundException();
            }
            session.getProvider(JpaConnectionProvider.class).getEntityManager().setFlushMode(FlushModeType.COMMIT);
            session.getContext().setRealm(realm);
            new RealmManager(session).removeRealm(realm);
        }
    }
}
