package io.komauth.authentication.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;

import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.TestRealm;
import io.komauth.testing.WithKeycloak;
import io.komauth.testing.browser.Chromium;
import io.komauth.testing.browser.WithChromium;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriver;

/** The pages hold no serious barrier, as far as a program can tell. */
@WithKeycloak
@WithChromium
class AccessibilityIT {

    private static final Set<String> SERIOUS = Set.of("serious", "critical");

    @Test
    void theLoginPageIsAccessibleBeforeAndAfterAWrongCaptcha(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = realm(server)) {
            WebDriver driver = chromium.open();
            LoginPage page = AuthorizationCodeLogin.of(driver, realm);
            assertThat(violations(driver)).isEmpty();

            page.username(PagesRealm.USER).captcha().type("wrong");
            page.submit();
            assertThat(violations(driver)).isEmpty();
        }
    }

    @Test
    void theLoginPageIsAccessibleInDarkMode(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = realm(server)) {
            WebDriver driver = chromium.with().dark().open();
            AuthorizationCodeLogin.of(driver, realm);

            assertThat(violations(driver)).isEmpty();
        }
    }

    @Test
    void theRegistrationPageIsAccessible(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = realm(server)) {
            WebDriver driver = chromium.open();
            AuthorizationCodeLogin.of(driver, realm).register();

            assertThat(violations(driver)).isEmpty();
        }
    }

    @Test
    void thePasswordResetPageIsAccessible(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = realm(server)) {
            WebDriver driver = chromium.open();
            AuthorizationCodeLogin.of(driver, realm).resetPassword();

            assertThat(violations(driver)).isEmpty();
        }
    }

    /** The picture's buttons come before the field, and after it the next key sends the form. */
    @Test
    void theKeyboardReachesTheCaptchaAndTheButton(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = realm(server)) {
            WebDriver driver = chromium.open();
            AuthorizationCodeLogin.of(driver, realm);
            ((JavascriptExecutor) driver).executeScript("document.getElementById('captcha-another').focus()");
            List<String> path = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                path.add(driver.switchTo().activeElement().getDomAttribute("id"));
                driver.switchTo().activeElement().sendKeys(Keys.TAB);
            }

            assertThat(path).containsExactly("captcha-another", "captcha-play", "captchaCode", "kc-login");
        }
    }

    private static List<String> violations(WebDriver driver) {
        return new AxeBuilder().analyze(driver).getViolations().stream()
                .filter(rule -> SERIOUS.contains(rule.getImpact())).map(AccessibilityIT::describe).toList();
    }

    private static String describe(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " "
                + rule.getNodes().stream().map(node -> node.getHtml()).toList();
    }

    private static TestRealm realm(KeycloakServer server) {
        return PagesRealm.on(server).with(CaptchaFlows.login()).with(CaptchaFlows.registration())
                .with(CaptchaFlows.resetPassword()).with(PagesRealm.theme("kom")).create();
    }
}
