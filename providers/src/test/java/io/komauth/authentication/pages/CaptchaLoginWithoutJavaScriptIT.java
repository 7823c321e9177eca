package io.komauth.authentication.pages;

import static io.komauth.authentication.pages.PagesRealm.PASSWORD;
import static io.komauth.authentication.pages.PagesRealm.USER;
import static org.assertj.core.api.Assertions.assertThat;

import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.TestRealm;
import io.komauth.testing.WithKeycloak;
import io.komauth.testing.browser.Chromium;
import io.komauth.testing.browser.WithChromium;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebDriver;

@WithKeycloak
@WithChromium
class CaptchaLoginWithoutJavaScriptIT {

    @Test
    void aUserWhoSolvesTheCaptchaLogsIn(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = realm(server)) {
            WebDriver driver = chromium.with().withoutJavaScript().open();
            AuthorizationCodeLogin.of(driver, realm).fill(USER, PASSWORD).submit();

            assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
        }
    }

    @Test
    void anotherPictureComesWithoutAnAttempt(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = realm(server)) {
            WebDriver driver = chromium.with().withoutJavaScript().open();
            LoginPage page = AuthorizationCodeLogin.of(driver, realm).username(USER).password("wrong");
            String key = page.captcha().key();
            String picture = page.captcha().picture();
            page.captcha().anotherWithoutJavaScript();

            assertThat(page.captcha().key()).isNotEqualTo(key);
            assertThat(page.captcha().picture()).isNotEqualTo(picture);
            assertThat(page.username()).isEqualTo(USER);
            assertThat(page.errors()).isEmpty();
            assertThat(realm.admin().getEvents()).isEmpty();
        }
    }

    @Test
    void enterLogsInAndDoesNotAskForAnotherPicture(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = realm(server)) {
            WebDriver driver = chromium.with().withoutJavaScript().open();
            AuthorizationCodeLogin.of(driver, realm).fill(USER, PASSWORD).captcha().pressEnter();

            assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
        }
    }

    private static TestRealm realm(KeycloakServer server) {
        return PagesRealm.on(server).with(CaptchaFlows.login()).with(PagesRealm.theme("kom")).create();
    }
}
