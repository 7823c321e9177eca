package io.komauth.signature;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

import io.komauth.testing.Request;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TokenRequest;

/** Endpoints of Keycloak that accept tokens signed by the realm: with which claims, and how they reject others. */
enum TokenConsumer {

    EXECUTE_ACTIONS(target -> with(actionToken(target, "execute-actions"), "rqac", List.of("UPDATE_PASSWORD")),
            TokenConsumer::followLink, response -> response.status() == 400),

    RESET_CREDENTIALS(target -> actionToken(target, "reset-credentials"), TokenConsumer::followLink,
            response -> response.status() == 400),

    REFRESH(target -> with(target.claims("Refresh", "sword", "sword_secret"), "scope", "all basic"),
            (target, token) -> TokenRequest.withoutCaptcha(target.server(), target.realm().name(), "refresh_token")
                    .param("refresh_token", token).send(),
            response -> response.status() == 400 && "invalid_grant".equals(response.member("error"))),

    IDENTITY_COOKIE(target -> target.claims("Serialized-ID", "sword", "sword_secret"),
            (target, token) -> Request.get(target.realm().uri("/protocol/openid-connect/auth" + LoginFlow.AUTHORIZATION_REQUEST))
                    .header("Cookie", "KEYCLOAK_IDENTITY=" + token).send(),
            response -> response.status() == 200 && response.text().contains("name=\"password\"")),

    USERINFO(TokenConsumer::bearerToken,
            (target, token) -> Request.get(target.realm().uri("/protocol/openid-connect/userinfo")).bearer(token).send(),
            response -> response.status() == 401),

    INTROSPECTION(TokenConsumer::bearerToken,
            (target, token) -> Request.post(target.realm().uri("/protocol/openid-connect/token/introspect"))
                    .basicAuth("sword", "sword_secret").param("token", token).send(),
            response -> response.status() == 200 && response.text().equals("{\"active\":false}")),

    ACCOUNT(TokenConsumer::bearerToken,
            (target, token) -> Request.get(target.realm().uri("/account")).header("Accept", "application/json").bearer(token)
                    .send(),
            response -> response.status() == 401),

    ADMIN(TokenConsumer::bearerToken,
            (target, token) -> callAdminApi(target.server().uri("/admin/realms/" + target.realm().name() + "/users"), token),
            response -> response.status() == 401);

    private final Function<ForgeryTarget, Map<String, Object>> claims;
    private final BiFunction<ForgeryTarget, String, ServerResponse> request;
    private final Predicate<ServerResponse> rejected;

    TokenConsumer(Function<ForgeryTarget, Map<String, Object>> claims,
            BiFunction<ForgeryTarget, String, ServerResponse> request, Predicate<ServerResponse> rejected) {
        this.claims = claims;
        this.request = request;
        this.rejected = rejected;
    }

    /** The claims of a token that would be accepted if a key of the realm had signed it. */
    Map<String, Object> claims(ForgeryTarget target) {
        return claims.apply(target);
    }

    ServerResponse present(ForgeryTarget target, String token) {
        return request.apply(target, token);
    }

    /** Whether the response is that to an unsigned token. */
    boolean isRejected(ServerResponse response) {
        return rejected.test(response);
    }

    static ServerResponse callAdminApi(URI uri, String token) {
        return Request.get(uri).bearer(token).send();
    }

    private static Map<String, Object> with(Map<String, Object> claims, String name, Object value) {
        claims.put(name, value);
        return claims;
    }

    private static Map<String, Object> actionToken(ForgeryTarget target, String type) {
        Map<String, Object> claims = target.claims(type);
        claims.put("nonce", UUID.randomUUID().toString());
        claims.put("asid", UUID.randomUUID() + ".tab." + UUID.randomUUID());
        claims.put("azp", "account");
        return claims;
    }

    private static ServerResponse followLink(ForgeryTarget target, String token) {
        return Request.get(target.realm().uri("/login-actions/action-token?key=" + token)).send();
    }

    /** Of the one client of the demo tenant that has all of its user's roles. */
    private static Map<String, Object> bearerToken(ForgeryTarget target) {
        Map<String, Object> claims = target.claims("Bearer", "admin-cli", null);
        claims.put("aud", "account");
        claims.put("scope", "openid");
        claims.put("resource_access", Map.of("account", Map.of("roles", List.of("manage-account", "view-profile")),
                "realm-management", Map.of("roles", List.of("view-users"))));
        return claims;
    }
}
