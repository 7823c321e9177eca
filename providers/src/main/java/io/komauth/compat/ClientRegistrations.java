package io.komauth.compat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.ws.rs.core.UriInfo;

import org.keycloak.models.KeycloakSession;

/**
 * Requests by which clients register themselves: at the endpoints for client registration, and at those of a protocol, where
 * Keycloak makes a client of the metadata document that its id leads to.
 *
 * <p>Leans on: the paths of both; on what the context's request is where there is none, as at an import at the start: on Keycloak
 * 26.2 its URI is {@code null}, where the context's own {@code getUri()} fails. Since: Keycloak 26.2. Test:
 * {@code SharedSignatureIT}.
 */
public final class ClientRegistrations {

    private static final String REALMS = "realms";

    /** Two parts behind {@value #REALMS}, with the name of the realm between them. */
    private static final Set<String> ENDPOINTS = Set.of("clients-registrations", "protocol");

    private ClientRegistrations() {
    }

    /** @return whether the session's request is one of these; {@code false} without a request */
    public static boolean isRequest(KeycloakSession session) {
        try {
            UriInfo uri = session.getContext().getHttpRequest().getUri();
            return uri != null && isRegistration(uri.getPath());
        } catch (ContextNotActiveException importedAtStart) {
            return false;
        }
    }

    /** @param path which may have parameters (RFC 3986, 3.3) in each part, and that of the server before it */
    private static boolean isRegistration(String path) {
        List<String> parts = Stream.of(path.split("/")).map(part -> part.split(";", 2)[0]).toList();
        return IntStream.range(2, parts.size())
                .anyMatch(i -> parts.get(i - 2).equals(REALMS) && ENDPOINTS.contains(parts.get(i)));
    }
}
