package io.komauth.signature;

import io.komauth.testing.Browser;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Request;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TokenRequest;

/** The ways in which the demo tenant's user gets tokens by its client. */
enum LoginFlow {

    CAPTCHA {
        @Override
        ServerResponse send(KeycloakServer server, String realm) {
            return TokenRequest.captchaGrant(server, realm).send();
        }
    },

    CODE {
        @Override
        ServerResponse send(KeycloakServer server, String realm) {
            String endpoints = "/realms/" + realm + "/protocol/openid-connect/";
            String code = new Browser().open(server.uri(endpoints + "auth" + AUTHORIZATION_REQUEST))
                    .logIn("admin", "admin").parameter("code");
            return Request.post(server.uri(endpoints + "token")).basicAuth("sword", "sword_secret")
                    .param("grant_type", "authorization_code").param("code", code).param("redirect_uri", CALLBACK).send();
        }
    };

    private static final String CALLBACK = "http://localhost/callback";

    /** The query of an authorization request of the client. */
    static final String AUTHORIZATION_REQUEST =
            "?client_id=sword&response_type=code&scope=all&redirect_uri=" + CALLBACK;

    abstract ServerResponse send(KeycloakServer server, String realm);

    /** @return an access token of the demo tenant or a copy of it */
    String accessToken(KeycloakServer server, String realm) {
        return send(server, realm).member("access_token");
    }
}
