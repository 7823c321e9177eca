package io.komauth.testing;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import org.keycloak.admin.client.resource.RealmResource;

/**
 * A realm of a test's own, removed when closed:
 *
 * <pre>
 * try (TestRealm realm = TestRealm.on(server).client("app", "secret").user("ana", "password").create()) { … }
 * </pre>
 */
public final class TestRealm implements AutoCloseable {

    private final KeycloakServer server;
    private final String name;

    TestRealm(KeycloakServer server, String name) {
        this.server = server;
        this.name = name;
    }

    public static TestRealmOptions on(KeycloakServer server) {
        return new TestRealmOptions(server);
    }

    public String name() {
        return name;
    }

    /** The realm as administrators see it, also for {@code partialExport}. */
    public RealmResource admin() {
        return server.admin().realm(name);
    }

    /**
     * A request of the server's administrator.
     *
     * @param path below the realm's in the Admin REST API
     */
    public Request adminRequest(String method, String path) {
        return Request.of(method, server.uri("/admin/realms/" + name + path))
                .bearer(server.admin().tokenManager().getAccessTokenString());
    }

    /** An address below the realm's, such as {@code /captcha}. */
    public URI uri(String path) {
        return server.uri("/realms/" + name + path);
    }

    public URI tokenEndpoint() {
        return uri("/protocol/openid-connect/token");
    }

    /** By the test support where the server has it, which takes less than Keycloak's own removal. */
    @Override
    public void close() {
        String removal = "/realms/master/test-realm-removal?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
        if (Request.post(server.uri(removal)).send().status() != 204) {
            admin().remove();
        }
    }
}
