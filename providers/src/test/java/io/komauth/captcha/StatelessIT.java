package io.komauth.captcha;

import static io.komauth.testing.TokenRequest.CODE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import io.komauth.testing.Answer;
import io.komauth.testing.DemoTenant;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Request;
import io.komauth.testing.TokenRequest;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With the preview feature {@code stateless}, used captchas are rows of the database; and everything is logged. */
class StatelessIT {

    private static KeycloakServer server;

    @BeforeAll
    static void start() {
        server = KeycloakServer.named("stateless").demoRealm().logLevel("debug,io.komauth:trace")
                .fixedCaptchas().options("--features=stateless").start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aWrongCodeSpendsTheCaptchaThoughTheRequestIsRolledBack() {
        String key = TokenRequest.fetchCaptcha(server, DemoTenant.NAME);
        TokenRequest login = TokenRequest.withoutCaptcha(server, DemoTenant.NAME, "captcha");

        assertThat(login.captcha(key, "wrong").send().member("error_description")).isEqualTo("Wrong captcha code");
        assertThat(login.captcha(key, CODE).send().member("error_description"))
                .isEqualTo("Captcha is expired, used or not valid");
    }

    @Test
    void noCodeKeyPasswordOrTokenReachesALogThatTakesEverything() {
        Answer success = TokenRequest.captchaGrant(server, DemoTenant.NAME).send();
        Answer refreshed = Request.post(server.uri("/realms/000000/protocol/openid-connect/token"))
                .basicAuth("sword", "sword_secret").param("grant_type", "refresh_token")
                .param("refresh_token", success.member("refresh_token")).send();
        String key = TokenRequest.fetchCaptcha(server, DemoTenant.NAME);
        String next = TokenRequest.fetchCaptcha(server, DemoTenant.NAME);
        TokenRequest login = TokenRequest.withoutCaptcha(server, DemoTenant.NAME, "captcha");
        Answer wrong = login.captcha(key, "a-wrong-code").send();
        Answer refused = login.captcha(next, CODE).param("password", "a-wrong-password").send();

        assertThat(List.of(success.status(), refreshed.status(), wrong.status(), refused.status()))
                .containsExactly(200, 200, 400, 400);
        assertThat(server.log()).contains("DEBUG")
                .doesNotContain(key, next, CODE, "a-wrong-code", "a-wrong-password",
                        success.member("access_token"), success.member("refresh_token"),
                        refreshed.member("access_token"), refreshed.member("refresh_token"));
    }
}
