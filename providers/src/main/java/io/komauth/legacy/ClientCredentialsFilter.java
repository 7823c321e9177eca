package io.komauth.legacy;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

import org.keycloak.util.BasicAuthHelper;

/**
 * Writes the client's credentials as Keycloak reads them. In the documented API they stand as they are; RFC 6749, 2.3.1, has
 * them form-encoded, so that a secret with a plus sign would be another one, and one with a percent sign an error in the log.
 */
@Provider
@DocumentedCall
public final class ClientCredentialsFilter implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        String authorization = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        String[] credentials = authorization == null ? null : BasicAuthHelper.parseHeader(authorization);
        if (credentials == null) {
            return;
        }
        if (credentials[0].chars().anyMatch(Character::isISOControl)) {
            // no client has such an id, and some databases fail for it
            request.getHeaders().remove(HttpHeaders.AUTHORIZATION);
        } else {
            request.getHeaders().putSingle(HttpHeaders.AUTHORIZATION,
                    BasicAuthHelper.RFC6749.createHeader(credentials[0], credentials[1]));
        }
    }
}
