package io.komauth.authentication.pages;

import static io.komauth.authentication.pages.PagesRealm.USER;
import static org.assertj.core.api.Assertions.assertThat;

import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.TestRealm;
import io.komauth.testing.WithKeycloak;
import io.komauth.testing.browser.Chromium;
import io.komauth.testing.browser.WithChromium;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WithKeycloak
@WithChromium
class CaptchaResetPasswordIT {

    private static TestRealm shared;

    @BeforeAll
    static void createRealm(KeycloakServer server) {
        shared = PagesRealm.on(server).with(CaptchaFlows.resetPassword()).create();
    }

    @AfterAll
    static void removeRealm() {
        shared.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kom", "keycloak.v2", "keycloak"})
    void aUserWhoSolvesTheCaptchaIsAskedForANewPassword(String theme, Chromium chromium) {
        TestRealm realm = PagesRealm.reused(shared, theme);
        ResetPasswordPage page = AuthorizationCodeLogin.of(chromium.open(), realm).resetPassword().username(USER);
        page.captcha().solve();
        page.submit();

        assertThat(page.asksForANewPassword()).as(page.errors().toString()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kom", "keycloak.v2", "keycloak"})
    void aWrongCaptchaKeepsTheName(String theme, Chromium chromium) {
        TestRealm realm = PagesRealm.reused(shared, theme);
        ResetPasswordPage page = AuthorizationCodeLogin.of(chromium.open(), realm).resetPassword().username(USER);
        page.captcha().type("wrong");
        page.submit();

        assertThat(page.asksForANewPassword()).isFalse();
        assertThat(page.captcha().error()).startsWith("Those were not the characters in the picture.");
        assertThat(page.errors()).containsExactly(page.captcha().error());
        assertThat(page.username()).isEqualTo(USER);
    }
}
