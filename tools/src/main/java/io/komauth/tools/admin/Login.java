package io.komauth.tools.admin;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The account that logs in, and its grant (RFC 6749, sections 4.3, 4.4 and 6).
 *
 * @param realm  the realm that the user or service account belongs to
 * @param who    its name in messages
 * @param grant  the parameters of the token request; empty if there are only tokens that another program was given
 * @param client the parameters that authenticate the client, also when a token is refreshed
 * @param token  a token that is there already, or null
 */
record Login(String realm, String who, Map<String, String> grant, Map<String, String> client, Token token) {

    Login {
        grant = Map.copyOf(grant);
        client = Map.copyOf(client);
    }

    static Login password(String realm, String user, String password, Map<String, String> client) {
        return new Login(realm, "user " + user,
                Map.of("grant_type", "password", "username", user, "password", password), client, null);
    }

    static Login serviceAccount(String realm, Map<String, String> client) {
        return new Login(realm, "client " + client.get("client_id"), Map.of("grant_type", "client_credentials"), client, null);
    }

    /** @param secret of the client, or null for a public one */
    static Map<String, String> client(String id, String secret) {
        return secret == null ? Map.of("client_id", id) : Map.of("client_id", id, "client_secret", secret);
    }

    Map<String, String> tokenRequest() {
        Map<String, String> request = new LinkedHashMap<>(grant);
        request.putAll(client);
        return request;
    }

    Map<String, String> refreshRequest(String refreshToken) {
        Map<String, String> request = new LinkedHashMap<>(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
        request.putAll(client);
        return request;
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return who + " of the realm " + realm;
    }
}
