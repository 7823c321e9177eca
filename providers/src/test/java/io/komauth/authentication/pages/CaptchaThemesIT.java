package io.komauth.authentication.pages;

import static io.komauth.authentication.pages.PagesRealm.PASSWORD;
import static io.komauth.authentication.pages.PagesRealm.USER;
import static org.assertj.core.api.Assertions.assertThat;

import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Metrics;
import io.komauth.testing.TestRealm;
import io.komauth.testing.WithKeycloak;
import io.komauth.testing.browser.Chromium;
import io.komauth.testing.browser.Screenshot;
import io.komauth.testing.browser.WithChromium;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebDriver;

/** Whatever theme a realm has, its pages work and have the captcha once. */
@WithKeycloak
@WithChromium
class CaptchaThemesIT {

    private static TestRealm shared;

    @BeforeAll
    static void createRealm(KeycloakServer server) {
        shared = PagesRealm.on(server).with(CaptchaFlows.login()).create();
    }

    @AfterAll
    static void removeRealm() {
        shared.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kom", "keycloak.v2", "keycloak", "foreign", "enumerating", "discarding"})
    void theLoginWorksInTheTheme(String theme, Chromium chromium) {
        TestRealm realm = PagesRealm.reused(shared, theme);
        WebDriver driver = chromium.open();
        LoginPage page = AuthorizationCodeLogin.of(driver, realm).username(USER).password(PASSWORD);
        Screenshot.take(driver, "theme-" + theme);
        page.captcha().type("wrong");
        page.submit();
        assertThat(page.errors()).containsExactly(page.captcha().error());
        assertThat(page.username()).isEqualTo(USER);
        assertThat(driver.findElements(By.name("captchaKey"))).hasSize(1);
        assertThat(page.captcha().pixels()).isEqualTo(new Dimension(260, 96));
        page.captcha().another();
        assertThat(page.captcha().pictureIsShown()).isTrue();
        assertThat(page.captcha().pixels()).isEqualTo(new Dimension(260, 96));
        assertThat(page.captcha().shownSize()).isEqualTo(new Dimension(130, 48));
        page.captcha().doubleText();
        assertThat(page.captcha().shownSize()).isEqualTo(new Dimension(260, 96));
        page.fill(USER, PASSWORD).submit();

        assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
    }

    /** By the one line that the docs give. */
    @Test
    void theOwnPageOfAThirdPartyThemeShowsTheField(Chromium chromium) {
        TestRealm realm = PagesRealm.reused(shared, "foreign");
        WebDriver driver = chromium.open();
        LoginPage page = AuthorizationCodeLogin.of(driver, realm);

        assertThat(driver.getTitle()).isEqualTo("Foreign login");
        assertThat(page.captcha().pictureIsShown()).isTrue();
    }

    /** Reading every property of the page issues no captcha, and is not taken for the field. */
    @Test
    void aThemeThatDumpsTheDataModelFallsBackToPagesWithTheField(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = PagesRealm.on(server).with(CaptchaFlows.login()).with(CaptchaFlows.registration())
                .with(CaptchaFlows.resetPassword()).with(PagesRealm.theme("enumerating")).create()) {
            WebDriver driver = chromium.open();

            assertThat(AuthorizationCodeLogin.of(driver, realm).captcha().pictureIsShown()).isTrue();
            assertThat(AuthorizationCodeLogin.of(driver, realm).register().captcha().pictureIsShown()).isTrue();
            ResetPasswordPage reset = AuthorizationCodeLogin.of(driver, realm).resetPassword();
            assertThat(reset.captcha().pictureIsShown()).isTrue();
            reset.username(USER).captcha().solve();
            assertThat(reset.submit().asksForANewPassword()).isTrue();
            // three times the login, and one of each other page
            assertThat(Metrics.of(server).sum("kom_captcha_issued_total", "realm=\"" + realm.name() + "\"")).isEqualTo(5);
        }
    }

    @Test
    void itsUsernamePageFallsBackToo(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = PagesRealm.on(server).with(CaptchaFlows.usernameFirst())
                .with(PagesRealm.theme("enumerating")).create()) {
            WebDriver driver = chromium.open();
            driver.get(AuthorizationCodeLogin.address(realm).toString());
            UsernamePage page = UsernamePage.in(driver);

            assertThat(page.captcha().pictureIsShown()).isTrue();
            page.username(USER).captcha().solve();
            assertThat(page.submit().asksForAPassword()).isTrue();
        }
    }

    /** By a property of its own, which the docs give. */
    @Test
    void aThemeMayRenderTheFieldByScript(Chromium chromium) {
        TestRealm realm = PagesRealm.reused(shared, "scripted");
        WebDriver driver = chromium.open();
        LoginPage page = AuthorizationCodeLogin.of(driver, realm).username(USER).password(PASSWORD);
        page.captcha().type("wrong");
        page.submit();

        assertThat(driver.getTitle()).isEqualTo("A page that a script draws");
        assertThat(page.captcha().pictureIsShown()).isTrue();
        assertThat(page.captcha().pixels()).as("of the size that it may be shown in").isEqualTo(new Dimension(130, 48));
        assertThat(page.captcha().error()).startsWith("Those were not the characters in the picture.");
        page.fill(USER, PASSWORD).submit();
        assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
    }
}
