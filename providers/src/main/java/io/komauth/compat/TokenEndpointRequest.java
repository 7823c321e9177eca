package io.komauth.compat;

import java.util.Map;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;

import org.keycloak.http.HttpRequest;

/**
 * A request of the login API, as Keycloak's token endpoint expects one.
 *
 * <p>Leans on: the methods of {@link HttpRequest} that read a form or the URI. Since: Keycloak 26.2. Test: {@code LoginApiIT}.
 */
public final class TokenEndpointRequest {

    private TokenEndpointRequest() {
    }

    /**
     * @param request the request as it came
     * @param form    the parameters that Keycloak sees: these, and no other
     */
    public static HttpRequest of(HttpRequest request, MultivaluedMap<String, String> form) {
        return ReplacedMethods.in(HttpRequest.class, request, Map.of(
                "getDecodedFormParameters", () -> form,
                "getMultiPartFormParameters", MultivaluedHashMap::new,
                "getUri", () -> UriWithoutQuery.of(request.getUri())));
    }
}
