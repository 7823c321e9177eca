package io.komauth.compat;

import java.util.Map;

import jakarta.ws.rs.core.MultivaluedMap;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.http.HttpRequest;

/**
 * A request, or the context of a step, with another form than the one that was sent.
 *
 * <p>Leans on: {@link AuthenticationFlowContext}, and that Keycloak's steps read a form by {@link
 * HttpRequest#getDecodedFormParameters} of its request, which is a new map each time on some versions. Since: Keycloak 26.2. Test:
 * {@code UnusualNamesIT}.
 */
public final class ReplacedForm {

    private ReplacedForm() {
    }

    public static HttpRequest in(HttpRequest request, MultivaluedMap<String, String> form) {
        return ReplacedMethods.in(HttpRequest.class, request, Map.of("getDecodedFormParameters", () -> form));
    }

    public static AuthenticationFlowContext in(AuthenticationFlowContext context, MultivaluedMap<String, String> form) {
        HttpRequest request = in(context.getHttpRequest(), form);
        return ReplacedMethods.in(AuthenticationFlowContext.class, context, Map.of("getHttpRequest", () -> request));
    }
}
