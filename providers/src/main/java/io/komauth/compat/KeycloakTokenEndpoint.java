package io.komauth.compat;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.protocol.oidc.endpoints.TokenEndpoint;

/**
 * Keycloak's token endpoint, called from within the server.
 *
 * <p>Leans on: {@link TokenEndpoint}, that it reads the request of the session's context, and the texts of its errors, as far as
 * they tell what the errors do not. Since: Keycloak 26.2. Test: {@code LoginApiIT}, and {@code LoginApiRefusalsIT} for the texts.
 */
public final class KeycloakTokenEndpoint {

    /** The {@code error} of a realm that is disabled. */
    public static final String REALM_DISABLED = "access_denied";

    /** The {@code error_description} if a user is disabled and the password was right. */
    public static final String USER_DISABLED = "Account disabled";

    /** The {@code error_description} if the realm demands HTTPS. */
    public static final String HTTPS_REQUIRED = "HTTPS required";

    /** The {@code error_description} if the request names no client. */
    public static final String NO_CLIENT = "Missing client_id parameter";

    private KeycloakTokenEndpoint() {
    }

    /**
     * Handles the request of the session's context.
     *
     * @throws WebApplicationException for most errors
     */
    public static Response process(KeycloakSession session, EventBuilder event) {
        return new TokenEndpoint(session, new TokenManager(), event).processGrantRequest();
    }
}
