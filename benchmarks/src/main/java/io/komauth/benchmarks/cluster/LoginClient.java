package io.komauth.benchmarks.cluster;

import java.util.function.UnaryOperator;

import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Request;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TestRealmOptions;
import io.komauth.testing.TokenRequest;

/** What is sent to nodes. */
record LoginClient(String realm) {

    private static final String ID = "app";
    private static final String SECRET = "secret";
    private static final int USERS = 50;

    static LoginClient on(KeycloakServer node) {
        return on(node, realm -> realm);
    }

    /** @param more what else the realm has */
    static LoginClient on(KeycloakServer node, UnaryOperator<TestRealmOptions> more) {
        TestRealmOptions realm = more.apply(TestRealm.on(node).client(ID, SECRET));
        for (int user = 0; user < USERS; user++) {
            realm.user("user" + user, "password");
        }
        return new LoginClient(realm.create().name());
    }

    /** @return the key of a new captcha */
    String captcha(KeycloakServer node) {
        return captchaResponse(node).member("key");
    }

    ServerResponse captchaResponse(KeycloakServer node) {
        return Request.get(node.uri("/realms/" + realm + "/captcha")).send();
    }

    /** @param number tells one of the users */
    ServerResponse logIn(KeycloakServer node, String key, int number) {
        return login(node, number).captcha(key, TokenRequest.CODE).send();
    }

    /** @param solution of a challenge of proof of work */
    ServerResponse logInByWork(KeycloakServer node, String solution, int number) {
        return login(node, number).param("altcha", solution).send();
    }

    private TokenRequest login(KeycloakServer node, int number) {
        return TokenRequest.withoutCaptcha(node, realm, "captcha").client(ID, SECRET).param("scope", null)
                .param("username", "user" + number % USERS).param("password", "password");
    }

    ServerResponse refresh(KeycloakServer node, String token) {
        return Request.post(node.uri("/realms/" + realm + "/protocol/openid-connect/token")).basicAuth(ID, SECRET)
                .param("grant_type", "refresh_token").param("refresh_token", token).send();
    }
}
