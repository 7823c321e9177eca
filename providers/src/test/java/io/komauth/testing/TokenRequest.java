package io.komauth.testing;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request to the token endpoint of a realm; at first, the demo tenant's user logs in by its client, with a fresh
 * captcha and the right answer.
 */
public final class TokenRequest {

    /** What every captcha shows that a server with test support issues. */
    public static final String CODE = "abcde";

    private final KeycloakServer server;
    private final String realm;
    private final Map<String, String> form = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String clientId = "sword";
    private String secret = "sword_secret";

    private TokenRequest(KeycloakServer server, String realm) {
        this.server = server;
        this.realm = realm;
    }

    public static TokenRequest captchaGrant(KeycloakServer server, String realm) {
        return withoutCaptcha(server, realm, "captcha").captcha(fetchCaptcha(server, realm), CODE);
    }

    public static TokenRequest captchaGrant(KeycloakServer server, TestRealm realm) {
        return captchaGrant(server, realm.name());
    }

    public static TokenRequest withoutCaptcha(KeycloakServer server, String realm, String grantType) {
        return new TokenRequest(server, realm).param("grant_type", grantType).param("scope", "all")
                .param("username", "admin").param("password", "admin");
    }

    /** @return the key of a fresh captcha */
    public static String fetchCaptcha(KeycloakServer server, String realm) {
        return Request.get(server.uri("/realms/" + realm + "/captcha")).send().member("key");
    }

    public TokenRequest client(String clientId, String secret) {
        this.clientId = clientId;
        this.secret = secret;
        return this;
    }

    public TokenRequest captcha(String key, String code) {
        return param("captchaKey", key).param("captchaCode", code);
    }

    /** Sets a form parameter; {@code null} leaves it out. */
    public TokenRequest param(String name, String value) {
        form.put(name, value);
        return this;
    }

    public TokenRequest header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public ServerResponse send() {
        URI uri = server.uri("/realms/" + realm + "/protocol/openid-connect/token");
        Request request = Request.post(uri);
        if (secret == null) {
            request.param("client_id", clientId);
        } else {
            request.basicAuth(clientId, secret);
        }
        headers.forEach(request::header);
        form.forEach((name, value) -> {
            if (value != null) {
                request.param(name, value);
            }
        });
        return request.send();
    }
}
