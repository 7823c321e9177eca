package io.komauth.tools.admin;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.komauth.tools.cli.Failure;

/** Has a token that is good for the next call: renews it before it expires. */
final class Tokens {

    /**
     * From Keycloak 26.8.2 on, the Admin REST API takes only tokens of this client scope. It is a default scope of
     * {@code admin-cli}; other clients need it, and may have it as an optional one. Older servers refuse a scope that they do not
     * know, so it is requested only where a token without it was not accepted.
     */
    static final String ADMIN_SCOPE = "kc-admin-api";

    private static final Duration LONGEST_CALL = Duration.ofSeconds(30);

    private final Http http;
    private final Login login;
    private Map<String, String> scope = Map.of();
    private Token token;

    Tokens(Http http, Login login) {
        this.http = http;
        this.login = login;
        token = login.token();
    }

    synchronized String access() {
        if (token == null || !token.isFresh()) {
            token = renewed();
        }
        return token.access();
    }

    /**
     * Logs in again, once, with the scope of the Admin REST API.
     *
     * @return whether there is a token of that scope
     */
    synchronized boolean requestAdminScope() {
        if (!scope.isEmpty() || login.grant().isEmpty()) {
            return false;
        }
        scope = Map.of("scope", ADMIN_SCOPE);
        Response response = request(tokenRequest());
        if (!isToken(response)) {
            return false;
        }
        token = Token.of(response.json());
        return true;
    }

    private Map<String, String> tokenRequest() {
        Map<String, String> request = new HashMap<>(login.tokenRequest());
        request.putAll(scope);
        return request;
    }

    private static boolean isToken(Response response) {
        return response.isSuccess() && !response.json().path("access_token").asText().isEmpty();
    }

    private Token renewed() {
        if (token != null && token.refresh() != null) {
            Response refreshed = request(login.refreshRequest(token.refresh()));
            if (refreshed.isSuccess()) {
                return Token.of(refreshed.json());
            }
        }
        if (login.grant().isEmpty()) {
            throw Failure.server("The login of kcadm.sh has expired. Log in again: kcadm.sh config credentials");
        }
        Response response = request(tokenRequest());
        if (!isToken(response)) {
            throw refused(response);
        }
        return Token.of(response.json());
    }

    private Failure refused(Response response) {
        String check = response.status() == 404 ? "Check --server and --login-realm."
                : login.grant().containsKey("password") ? "Check --user, its password and --login-realm."
                : "Check --client, its secret and --login-realm; the client needs a service account.";
        return Failure.server(http.server() + " answers " + response.status() + ": no token for " + login + ": "
                + response.problem() + ". " + check);
    }

    private Response request(Map<String, String> parameters) {
        return http.send(http.request("/realms/" + UrlEncoding.encode(login.realm()) + "/protocol/openid-connect/token")
                .timeout(LONGEST_CALL).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(UrlEncoding.form(parameters))).build());
    }

    @Override
    public String toString() {
        return login.toString();
    }
}
