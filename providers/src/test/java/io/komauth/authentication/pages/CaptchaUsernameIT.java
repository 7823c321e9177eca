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

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.WebDriver;

@WithKeycloak
@WithChromium
class CaptchaUsernameIT {

    @ParameterizedTest
    @ValueSource(strings = {"kom", "keycloak.v2", "keycloak"})
    void thePasswordIsAskedForOnceTheCaptchaIsSolved(String theme, KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = PagesRealm.on(server).with(CaptchaFlows.usernameFirst()).with(PagesRealm.theme(theme))
                .create()) {
            WebDriver driver = chromium.open();
            driver.get(AuthorizationCodeLogin.address(realm).toString());
            UsernamePage page = UsernamePage.in(driver).username(USER);
            page.captcha().type("wrong");
            page.submit();
            assertThat(page.asksForAPassword()).isFalse();
            assertThat(page.errors()).containsExactly(page.captcha().error());
            assertThat(page.username()).isEqualTo(USER);

            page.captcha().solve();
            page.submit();
            assertThat(page.asksForAPassword()).isTrue();
            assertThat(page.captcha().isThere()).isFalse();
            LoginPage.in(driver).password(PASSWORD).submit();

            assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
        }
    }
}
