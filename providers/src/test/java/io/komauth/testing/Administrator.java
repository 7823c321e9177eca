package io.komauth.testing;

import java.net.URI;
import java.util.Map;

import org.keycloak.admin.client.Keycloak;

/** The administrator that a new server is born with. */
public final class Administrator {

    public static final String NAME = "admin";
    public static final String PASSWORD = "admin";
    static final Map<String, String> ENVIRONMENT =
            Map.of("KC_BOOTSTRAP_ADMIN_USERNAME", NAME, "KC_BOOTSTRAP_ADMIN_PASSWORD", PASSWORD);

    private Administrator() {
    }

    static Keycloak of(URI server) {
        return Keycloak.getInstance(server.toString(), "master", NAME, PASSWORD, "admin-cli");
    }
}
