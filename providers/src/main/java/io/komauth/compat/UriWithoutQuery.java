package io.komauth.compat;

import java.util.Map;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;

/**
 * A request's URI without its query string, so that no query parameter reaches Keycloak's token endpoint.
 *
 * <p>Leans on: the methods of {@link UriInfo} of Jakarta REST that read the query string. Since: Keycloak 26.2. Test: {@code
 * LoginApiIT}.
 */
final class UriWithoutQuery {

    private UriWithoutQuery() {
    }

    static UriInfo of(UriInfo uri) {
        return ReplacedMethods.in(UriInfo.class, uri, Map.of(
                "getRequestUri", () -> requestUri(uri).build(),
                "getRequestUriBuilder", () -> requestUri(uri),
                "getQueryParameters", MultivaluedHashMap::new));
    }

    private static UriBuilder requestUri(UriInfo uri) {
        return uri.getRequestUriBuilder().replaceQuery(null);
    }
}
