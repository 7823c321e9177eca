package io.komauth.authentication.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.logging.Logger;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;

import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Poll;
import io.komauth.testing.TestRealm;
import io.komauth.testing.WithKeycloak;
import io.komauth.testing.browser.AccessibilityTree;
import io.komauth.testing.browser.Chromium;
import io.komauth.testing.browser.WithChromium;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriver;

/** The pages are not against WCAG and hold no serious barrier, as far as a program can tell; a keyboard is enough for them. */
@WithKeycloak
@WithChromium
class AccessibilityIT {

    private static final Logger LOG = Logger.getLogger(AccessibilityIT.class.getName());

    /** WCAG 2.2, levels A and AA, and what axe-core calls best practice. */
    private static final List<String> WCAG =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private static final Set<String> SERIOUS = Set.of("serious", "critical");

    private static TestRealm picture;

    @BeforeAll
    static void createRealm(KeycloakServer server) {
        picture = PagesRealm.on(server).with(CaptchaFlows.login()).with(CaptchaFlows.registration())
                .with(CaptchaFlows.resetPassword()).create();
    }

    @AfterAll
    static void removeRealm() {
        picture.close();
    }

    /** The picture's buttons come before the field, and after it the next key sends the form. */
    @ParameterizedTest
    @ValueSource(strings = {"kom", "keycloak.v2"})
    void pagesWithPictureAndSpeechAreAccessibleBeforeAndAfterAWrongCaptcha(String theme, Chromium chromium) {
        TestRealm realm = PagesRealm.reused(picture, theme);
        WebDriver driver = chromium.open();
        RefusalPage page = new RefusalPage(driver);
        LoginPage login = AuthorizationCodeLogin.of(driver, realm);
        examine(theme + ", login", driver);
        // before those: the show button, remember me, forgotten password
        assertThat(page.tabs("password", "kc-login")).hasSize(7)
                .endsWith("captcha-another", "captcha-play", "captchaCode", "kc-login");
        login.username(PagesRealm.USER).captcha().type("wrong");
        login.submit();
        examine(theme + ", login refused", driver);
        assertThat(page.tabs("password", "kc-login")).hasSize(7);

        RegisterPage registration = login.register();
        examine(theme + ", registration", driver);
        // before those: the show button, e-mail, first and last name
        assertThat(page.tabs("password-confirm", "Register")).hasSize(8)
                .endsWith("captcha-another", "captcha-play", "captchaCode", "Register");
        registration.fill("bob", "bob@example.org", "a password").captcha().type("wrong");
        registration.submit();
        examine(theme + ", registration refused", driver);

        ResetPasswordPage reset = AuthorizationCodeLogin.of(driver, realm).resetPassword();
        examine(theme + ", password reset", driver);
        assertThat(page.tabs("username", "captchaCode")).containsExactly("captcha-another", "captcha-play", "captchaCode");
        driver.switchTo().activeElement().sendKeys(Keys.TAB);
        assertThat(driver.switchTo().activeElement().getAccessibleName()).isEqualTo("Submit");
        reset.username(PagesRealm.USER).captcha().type("wrong");
        reset.submit();
        examine(theme + ", password reset refused", driver);
    }

    @Test
    void theLoginPageIsAccessibleInDarkMode(Chromium chromium) {
        TestRealm realm = PagesRealm.reused(picture, "kom");
        WebDriver driver = chromium.with().dark().open();
        AuthorizationCodeLogin.of(driver, realm);

        assertThat(violations(driver)).isEmpty();
    }

    /** No page asks for more than what people know: the browser works, and tells them that it does. */
    @ParameterizedTest
    @ValueSource(strings = {"kom", "keycloak.v2"})
    void pagesWithProofOfWorkAreAccessible(String theme, KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = work(server, theme)) {
            WebDriver driver = chromium.with().script(ProofOfWorkPagesIT.HELD_WORKERS).open();
            RefusalPage tabbed = new RefusalPage(driver);
            LoginPage page = AuthorizationCodeLogin.of(driver, realm).username(PagesRealm.USER).password("wrong");
            assertThat(page.captcha().isThere()).isFalse();
            examine(theme + ", login, while the work is done", driver);
            // the show button, remember me, forgotten password: the work adds nothing
            assertThat(tabbed.tabs("password", "kc-login")).hasSize(4);
            page.pressSubmit();
            Poll.until("the form waits", page.work()::canBeCancelled);
            examine(theme + ", login, while the form waits", driver);
            assertThat(page.work().role()).isEqualTo("status");
            page.leave(() -> ((JavascriptExecutor) driver).executeScript("release()"));
            ((JavascriptExecutor) driver).executeScript("release()");
            page.work().awaitSolution();
            examine(theme + ", login, after a wrong password", driver);

            assertThat(page.register().work().isThere()).isTrue();
            examine(theme + ", registration with work", driver);
            // the show button, e-mail, first and last name
            assertThat(tabbed.tabs("password-confirm", "Register")).hasSize(5);
            assertThat(AuthorizationCodeLogin.of(driver, realm).resetPassword().work().isThere()).isTrue();
            examine(theme + ", password reset with work", driver);
            driver.findElement(By.id("username")).sendKeys(Keys.TAB);
            assertThat(driver.switchTo().activeElement().getAccessibleName()).isEqualTo("Submit");
        }
    }

    @Test
    void aFailedCheckIsAccessibleInDarkMode(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = work(server, "kom")) {
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
        try (TestRealm realm = work(server, "kom")) {
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

    /** Writes what screen readers get into the test's log. */
    private static void examine(String page, WebDriver driver) {
        LOG.info(() -> "For screen readers, " + page + ":\n" + AccessibilityTree.of(driver));
        assertThat(violations(driver)).as(page).isEmpty();
    }

    /** Whatever is against WCAG, and what is serious of the rest. */
    private static List<String> violations(WebDriver driver) {
        return new AxeBuilder().withTags(WCAG).analyze(driver).getViolations().stream()
                .filter(rule -> SERIOUS.contains(rule.getImpact())
                        || rule.getTags().stream().anyMatch(tag -> tag.startsWith("wcag")))
                .map(AccessibilityIT::describe).toList();
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

    private static TestRealm work(KeycloakServer server, String theme) {
        return PagesRealm.on(server).with(CaptchaFlows.login()).with(CaptchaFlows.registration())
                .with(CaptchaFlows.resetPassword())
                .with(CaptchaFlows.kind("work-and-picture", 3)).attribute("captcha.kinds", "either")
                .attribute("captcha.work.derivations", "100").with(PagesRealm.theme(theme)).create();
    }
}
