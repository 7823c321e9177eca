package io.komauth.authentication.pages;

import static io.komauth.authentication.pages.PagesRealm.PASSWORD;
import static io.komauth.authentication.pages.PagesRealm.USER;
import static org.assertj.core.api.Assertions.assertThat;

import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.TestRealm;
import io.komauth.testing.WithKeycloak;
import io.komauth.testing.browser.Chromium;
import io.komauth.testing.browser.Screenshot;
import io.komauth.testing.browser.WithChromium;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;

/** Whatever theme a realm has, its login works and has the captcha once. */
@WithKeycloak
@WithChromium
class CaptchaThemesIT {

    @ParameterizedTest
    @ValueSource(strings = {"kom", "keycloak.v2", "keycloak", "foreign"})
    void theLoginWorksInTheTheme(String theme, KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = PagesRealm.on(server).with(CaptchaFlows.login()).with(PagesRealm.theme(theme)).create()) {
            WebDriver driver = chromium.open();
            LoginPage page = Login.of(driver, realm).username(USER).password(PASSWORD);
            Screenshot.take(driver, "theme-" + theme);
            page.captcha().type("wrong");
            page.submit();
            assertThat(page.errors()).containsExactly(page.captcha().error());
            assertThat(page.username()).isEqualTo(USER);
            assertThat(driver.findElements(By.name("captchaKey"))).hasSize(1);
            page.captcha().another();
            page.fill(USER, PASSWORD).submit();

            assertThat(Login.code(driver)).isNotBlank();
        }
    }

    /** By the one line that the docs give. */
    @Test
    void aForeignThemesOwnPageShowsTheField(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = PagesRealm.on(server).with(CaptchaFlows.login()).with(PagesRealm.theme("foreign")).create()) {
            WebDriver driver = chromium.open();
            LoginPage page = Login.of(driver, realm);

            assertThat(driver.getTitle()).isEqualTo("Foreign login");
            assertThat(page.captcha().pictureIsShown()).isTrue();
        }
    }
}
