package io.komauth.testsupport;

import com.google.auto.service.AutoService;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.QueryParam;

import org.keycloak.Config;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** Moves Keycloak's clock, so that no test waits: {@code POST /realms/master/test-clock?offset=31}, in seconds. */
@AutoService(RealmResourceProviderFactory.class)
public final class ClockResourceProviderFactory implements RealmResourceProviderFactory {

    @Override
    public String getId() {
        return "test-clock";
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new Provider();
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

    private static final class Provider implements RealmResourceProvider {

        @Override
        public Object getResource() {
            return new Clock();
        }

        @Override
        public void close() {
        }
    }

    /** What the path leads to. */
    public static final class Clock {

        @POST
        public void move(@QueryParam("offset") int seconds) {
            Time.setOffset(seconds);
        }
    }
}
