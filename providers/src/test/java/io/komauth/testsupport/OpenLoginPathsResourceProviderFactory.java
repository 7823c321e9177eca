package io.komauth.testsupport;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.google.auto.service.AutoService;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import io.komauth.protection.OpenLoginPath;
import io.komauth.protection.OpenLoginPathRepresentation;
import io.komauth.protection.OpenLoginPaths;
import io.komauth.theme.ThemeMessages;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** What is still open in a realm, for tests: {@code GET /realms/{realm}/test-open-login-paths?language=en}. */
@AutoService(RealmResourceProviderFactory.class)
public final class OpenLoginPathsResourceProviderFactory implements RealmResourceProviderFactory {

    @Override
    public String getId() {
        return "test-open-login-paths";
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new OpenLoginPathsProvider(session);
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

    private record OpenLoginPathsProvider(KeycloakSession session) implements RealmResourceProvider {

        @Override
        public Object getResource() {
            return new OpenLoginPathsList(session);
        }

        @Override
        public void close() {
        }
    }

    /** What the path leads to. */
    public static final class OpenLoginPathsList {

        private final KeycloakSession session;

        OpenLoginPathsList(KeycloakSession session) {
            this.session = session;
        }

        @GET
        @Produces(MediaType.APPLICATION_JSON)
        public Map<String, List<OpenLoginPathRepresentation>> list(@QueryParam("language") String language) {
            RealmModel realm = session.getContext().getRealm();
            ThemeMessages messages = new ThemeMessages(session, realm, Locale.forLanguageTag(language));
            OpenLoginPaths paths = OpenLoginPaths.of(session, realm);
            return Map.of("open", json(paths.open(), messages), "warnings", json(paths.warnings(), messages));
        }

        private static List<OpenLoginPathRepresentation> json(List<OpenLoginPath> paths, ThemeMessages messages) {
            return paths.stream().map(path -> OpenLoginPathRepresentation.of(path, messages)).toList();
        }
    }
}
