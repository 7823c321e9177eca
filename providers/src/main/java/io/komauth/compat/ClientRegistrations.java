package io.komauth.compat;

import java.util.regex.Pattern;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.ws.rs.core.UriInfo;

import org.keycloak.models.KeycloakSession;

/**
 * Requests by which clients register themselves.
 *
 * <p>Leans on: the path of Keycloak's client registration; on what the context's request is where there is none, as at an import
 * at the start: on Keycloak 26.2 its URI is {@code null}, where the context's own {@code getUri()} fails. Since: Keycloak 26.2.
 * Test: {@code SharedSignatureIT}.
 */
public final class ClientRegistrations {

    /** Below the path of the server, if it has one. */
    private static final Pattern PATH = Pattern.compile("(.*/)?realms/[^/]+/clients-registrations(/.*)?");

    private ClientRegistrations() {
    }

    /** @return whether the session's request is one of these; {@code false} without a request */
    public static boolean isRequest(KeycloakSession session) {
        try {
            UriInfo uri = session.getContext().getHttpRequest().getUri();
            return uri != null && PATH.matcher(uri.getPath()).matches();
        } catch (ContextNotActiveException importedAtStart) {
            return false;
        }
    }
}
