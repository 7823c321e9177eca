package io.komauth.authentication.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;

import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Poll;
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

    /** WCAG 2.2, levels A and AA, and what axe-core calls best practice. */
    private static final List<String> WCAG =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

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

    /** No page asks for more than what people know: the browser works, and tells them that it does. */
    @Test
    void pagesWithProofOfWorkAreAccessible(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = work(server)) {
            WebDriver driver = chromium.with().script(ProofOfWorkPagesIT.HELD_WORKERS).open();
            LoginPage page = AuthorizationCodeLogin.of(driver, realm).username(PagesRealm.USER).password("wrong");
            assertThat(page.captcha().isThere()).isFalse();
            assertThat(violations(driver)).as("while the work is done").isEmpty();
            page.pressSubmit();
            Poll.until("the form waits", page.work()::canBeCancelled);
            assertThat(violations(driver)).as("while the form waits").isEmpty();
            assertThat(page.work().role()).isEqualTo("status");
            page.leave(() -> ((JavascriptExecutor) driver).executeScript("release()"));
            ((JavascriptExecutor) driver).executeScript("release()");
            page.work().awaitSolution();
            assertThat(violations(driver)).as("after a wrong password").isEmpty();

            page.register().work().isThere();
            assertThat(violations(driver)).as("registration").isEmpty();
            AuthorizationCodeLogin.of(driver, realm).resetPassword();
            assertThat(violations(driver)).as("password reset").isEmpty();
        }
    }

    @Test
    void aFailedCheckIsAccessibleInDarkMode(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = work(server)) {
            WebDriver driver = chromium.with().dark().open();
            LoginPage page = AuthorizationCodeLogin.of(driver, realm).username(PagesRealm.USER).password("wrong");
            ((JavascriptExecutor) driver).executeScript("window.fetch = () => Promise.reject(new TypeError('offline'))");
            page.pressSubmit();
            Poll.until("the page offers another try", page.work()::canBeRetried);

            assertThat(violations(driver)).isEmpty();
        }
    }

    /** From the password on; the status, of which there is nothing to press, is not in the way. */
    @Test
    void theKeyboardReachesCancelBeforeTheButton(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = work(server)) {
            WebDriver driver = chromium.with().script(ProofOfWorkPagesIT.HELD_WORKERS).open();
            LoginPage page = AuthorizationCodeLogin.of(driver, realm).username(PagesRealm.USER).password("wrong");
            page.pressSubmit();
            Poll.until("the form waits", page.work()::canBeCancelled);
            driver.switchTo().activeElement().sendKeys(Keys.chord(Keys.SHIFT, Keys.TAB));

            assertThat(driver.switchTo().activeElement().getAccessibleName()).isEqualTo("Cancel");
            driver.switchTo().activeElement().sendKeys(Keys.ENTER);
            page.work().awaitStatus("The form was not sent.");
            assertThat(driver.switchTo().activeElement().getDomAttribute("id")).isEqualTo("kc-login");
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
        return new AxeBuilder().withTags(WCAG).analyze(driver).getViolations().stream()
                .filter(rule -> SERIOUS.contains(rule.getImpact())).map(AccessibilityIT::describe).toList();
    }

    /** What is against WCAG 2.2, levels A and AA, however little it matters. */
    static List<String> againstWcag(WebDriver driver) {
        return againstWcag(driver, "html");
    }

    /** The same of parts of a page. */
    static List<String> againstWcag(WebDriver driver, String parts) {
        List<String> tags = WCAG.stream().filter(tag -> tag.startsWith("wcag")).toList();
        return new AxeBuilder().withTags(tags).include(List.of(parts)).analyze(driver).getViolations().stream().map(AccessibilityIT::describe).toList();
    }

    private static String describe(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " "
                + rule.getNodes().stream().map(node -> node.getHtml()).toList();
    }

    private static TestRealm work(KeycloakServer server) {
        return PagesRealm.on(server).with(CaptchaFlows.login()).with(CaptchaFlows.registration())
                .with(CaptchaFlows.resetPassword())
                .with(CaptchaFlows.kind("work-and-picture", 3)).attribute("captcha.kinds", "either")
                .attribute("captcha.work.derivations", "100").with(PagesRealm.theme("kom")).create();
    }

    private static TestRealm realm(KeycloakServer server) {
        return PagesRealm.on(server).with(CaptchaFlows.login()).with(CaptchaFlows.registration())
                .with(CaptchaFlows.resetPassword()).with(PagesRealm.theme("kom")).create();
    }
}
