package io.komauth.authentication.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.TestRealm;
import io.komauth.testing.WithKeycloak;
import io.komauth.testing.browser.Chromium;
import io.komauth.testing.browser.WithChromium;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.WebDriver;

@WithKeycloak
@WithChromium
class CaptchaRegistrationIT {

    private static final String NEW_PASSWORD = "bob's password";

    @ParameterizedTest
    @CsvSource({"registration-page-form, kom", "registration-captcha-page-form, kom",
            "registration-captcha-page-form, keycloak.v2"})
    void aUserWhoSolvesTheCaptchaRegisters(String form, String theme, KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = PagesRealm.on(server).with(CaptchaFlows.registration(form, 90))
                .with(PagesRealm.theme(theme)).create()) {
            WebDriver driver = chromium.open();
            RegisterPage page = AuthorizationCodeLogin.of(driver, realm).register().fill("bob", "bob@example.org", NEW_PASSWORD);
            page.captcha().solve();
            page.submit();

            assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
            assertThat(realm.admin().users().search("bob")).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"10", "30", "90"})
    void aWrongCaptchaHidesOtherErrors(int priority, KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = PagesRealm.on(server).with(CaptchaFlows.registration("registration-page-form", priority))
                .with(PagesRealm.theme("kom")).create()) {
            WebDriver driver = chromium.open();
            RegisterPage page = AuthorizationCodeLogin.of(driver, realm).register()
                    .fill("bob", "alice@example.org", NEW_PASSWORD);
            page.captcha().type("wrong");
            page.submit();

            assertThat(page.captcha().error()).startsWith("Those were not the characters in the picture.");
            assertThat(page.errors()).containsExactly(page.captcha().error());
            assertThat(page.value("username")).isEqualTo("bob");
            assertThat(page.value("email")).isEqualTo("alice@example.org");
            assertThat(page.value("password")).isEmpty();
            assertThat(driver.getPageSource()).doesNotContain(NEW_PASSWORD);

            page.fill("bob", "alice@example.org", NEW_PASSWORD).captcha().solve();
            page.submit();
            assertThat(page.errors()).containsExactly("Email already exists.");
        }
    }

    @Test
    void anotherPictureKeepsWhatWasTyped(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = PagesRealm.on(server).with(CaptchaFlows.registration())
                .with(PagesRealm.theme("kom")).create()) {
            RegisterPage page = AuthorizationCodeLogin.of(chromium.open(), realm).register()
                    .fill("bob", "bob@example.org", NEW_PASSWORD);
            page.captcha().another();

            assertThat(page.value("username")).isEqualTo("bob");
            assertThat(page.value("password")).isEqualTo(NEW_PASSWORD);
        }
    }
}
