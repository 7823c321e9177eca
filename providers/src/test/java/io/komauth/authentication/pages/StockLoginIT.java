package io.komauth.authentication.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.komauth.testing.KeycloakServer;
import io.komauth.testing.TestRealm;
import io.komauth.testing.WithKeycloak;
import io.komauth.testing.browser.Chromium;
import io.komauth.testing.browser.WithChromium;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebDriver;

/** Keycloak's own pages, with our JAR in the server but in none of the realm's flows. */
@WithKeycloak
@WithChromium
class StockLoginIT {

    @Test
    void aRealmWithoutTheStepLogsInAsBefore(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = PagesRealm.on(server).create()) {
            WebDriver driver = chromium.open();
            LoginPage page = AuthorizationCodeLogin.of(driver, realm);

            assertThat(page.captcha().isThere()).isFalse();
            page.fill(PagesRealm.USER, "wrong").rememberMe().submit();
            assertThat(page.errors()).hasSize(1);
            assertThat(page.username()).isEqualTo(PagesRealm.USER);
            assertThat(page.remembersMe()).isTrue();
            page.password(PagesRealm.PASSWORD).submit();

            assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
        }
    }

    @Test
    void newUsersRegisterAsBefore(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = PagesRealm.on(server).create()) {
            WebDriver driver = chromium.open();

            RegisterPage page = AuthorizationCodeLogin.of(driver, realm).register()
                    .fill("bob", "alice@example.org", "bob's password")
                    .submit();
            assertThat(page.errors()).hasSize(1);
            page.fill("bob", "bob@example.org", "bob's password").submit();

            assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
        }
    }
}
