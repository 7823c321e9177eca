package io.komauth.benchmarks.cluster;

import io.komauth.testing.Answer;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Request;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TestRealmOptions;
import io.komauth.testing.TokenRequest;

/** What is sent to nodes. */
record Client(String realm) {

    private static final String ID = "app";
    private static final String SECRET = "secret";
    private static final int USERS = 50;

    static Client on(KeycloakServer node) {
        TestRealmOptions realm = TestRealm.on(node).client(ID, SECRET);
        for (int user = 0; user < USERS; user++) {
            realm.user("user" + user, "password");
        }
        return new Client(realm.create().name());
    }

    /** @return the key of a new captcha */
    String captcha(KeycloakServer node) {
        return captchaAnswer(node).member("key");
    }

    Answer captchaAnswer(KeycloakServer node) {
        return Request.get(node.uri("/realms/" + realm + "/captcha")).send();
    }

    /** @param number tells one of the users */
    Answer logIn(KeycloakServer node, String key, int number) {
        return TokenRequest.withoutCaptcha(node, realm, "captcha").client(ID, SECRET).param("scope", null)
                .param("username", "user" + number % USERS).param("password", "password")
                .captcha(key, TokenRequest.CODE).send();
    }

    Answer refresh(KeycloakServer node, String token) {
        return Request.post(node.uri("/realms/" + realm + "/protocol/openid-connect/token")).basicAuth(ID, SECRET)
                .param("grant_type", "refresh_token").param("refresh_token", token).send();
    }
}
