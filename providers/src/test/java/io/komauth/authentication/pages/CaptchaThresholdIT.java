package io.komauth.authentication.pages;

import static io.komauth.authentication.pages.PagesRealm.PASSWORD;
import static io.komauth.authentication.pages.PagesRealm.USER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A captcha from the third failure on, on a server that believes its proxy where requests come from. */
class CaptchaThresholdIT {

    private static final String HERE = "192.0.2.1";
    private static final int PARALLEL = 20;

    private static KeycloakServer server;

    @BeforeAll
    static void start() {
        server = KeycloakServer.named("proxied").options("--proxy-headers=xforwarded").fixedCaptchas().start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {USER, "nobody"})
    void theThirdFailureBringsTheCaptcha(String username) {
        try (TestRealm realm = realm()) {
            PlainLogin login = PlainLogin.from(HERE, realm);
            assertThat(login.hasCaptcha()).isFalse();
            assertThat(login.submit(username, "wrong").hasCaptcha()).isFalse();
            assertThat(login.submit(username, "wrong").hasCaptcha()).isFalse();
            assertThat(login.submit(username, "wrong").hasCaptcha()).isTrue();

            assertThat(PlainLogin.from(HERE, realm).hasCaptcha()).isTrue();
            assertThat(PlainLogin.from("192.0.2.2", realm).hasCaptcha()).isFalse();
        }
    }

    @Test
    void aNameNeedsItFromWhereverItIsTyped() {
        try (TestRealm realm = realm()) {
            for (int i = 1; i <= 3; i++) {
                PlainLogin.from("192.0.2." + i, realm).submit(USER, "wrong");
            }

            PlainLogin login = PlainLogin.from("192.0.2.9", realm);
            assertThat(login.hasCaptcha()).isFalse();
            assertThat(login.submit(USER, PASSWORD).isOver()).isFalse();
            assertThat(login.hasCaptcha()).isTrue();
            assertThat(login.submit(USER, PASSWORD, TokenRequest.CODE).isOver()).isTrue();
        }
    }

    @Test
    void aNameCountsHoweverItIsTyped() {
        try (TestRealm realm = realm()) {
            List<String> variants = List.of(USER.toUpperCase(Locale.ROOT), USER + "\u0001", " \u0002" + USER + "  ");
            for (int i = 0; i < variants.size(); i++) {
                PlainLogin.from("192.0.2." + i, realm).submit(variants.get(i), "wrong");
            }
            assertThat(Failures.events(realm, "invalid_user_credentials")).as("all are alice's").isEqualTo(3);

            assertThat(PlainLogin.from("192.0.2.9", realm).submit(USER, PASSWORD).hasCaptcha()).isTrue();
        }
    }

    @Test
    void wrongPasswordsOnAPageOfTheirOwnCountForTheName() {
        try (TestRealm realm = PagesRealm.on(server).with(CaptchaFlows.usernameFirstAfter(3))
                .with(PagesRealm.theme("kom")).create()) {
            for (int i = 0; i < 3; i++) {
                PlainLogin.from("192.0.2." + i, realm).post("username", USER).post("password", "wrong");
            }
            assertThat(Failures.events(realm, "invalid_user_credentials")).isEqualTo(3);

            assertThat(PlainLogin.from("192.0.2.9", realm).post("username", USER).hasCaptcha()).isTrue();
        }
    }

    @Test
    void ofAHundredNamesThreeAreTriedWithoutACaptcha() {
        try (TestRealm realm = realm()) {
            PlainLogin login = PlainLogin.from(HERE, realm);
            for (int i = 0; i < 100; i++) {
                login.submit("nobody-" + i, "wrong");
            }

            assertThat(login.hasCaptcha()).isTrue();
            assertThat(Failures.events(realm, "user_not_found")).isEqualTo(3);
        }
    }

    @Test
    void ofManyAttemptsAtOnceThreeReachThePassword() {
        try (TestRealm realm = realm()) {
            List<PlainLogin> logins = IntStream.range(0, PARALLEL)
                    .mapToObj(i -> PlainLogin.from("198.51.100." + i, realm)).toList();
            PlainLogin.allAtOnce(logins, login -> login.submit(USER, "wrong"));

            assertThat(Failures.events(realm, "invalid_user_credentials")).isEqualTo(3);
        }
    }

    @Test
    void aSuccessClearsTheNameButNotTheAddress() {
        try (TestRealm realm = realm()) {
            PlainLogin.from(HERE, realm).submit(USER, "wrong").submit(USER, "wrong");
            assertThat(PlainLogin.from(HERE, realm).submit(USER, PASSWORD).isOver()).isTrue();

            PlainLogin elsewhere = PlainLogin.from("192.0.2.2", realm);
            assertThat(elsewhere.submit(USER, "wrong").submit(USER, "wrong").hasCaptcha()).isFalse();
            assertThat(PlainLogin.from(HERE, realm).submit("nobody", "wrong").hasCaptcha()).isTrue();
        }
    }

    private static TestRealm realm() {
        return PagesRealm.on(server).with(CaptchaFlows.loginAfter(3)).with(PagesRealm.theme("kom")).create();
    }
}
