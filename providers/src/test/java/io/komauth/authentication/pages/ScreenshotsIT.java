package io.komauth.authentication.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;

import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.Full;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Poll;
import io.komauth.testing.TestRealm;
import io.komauth.testing.WithKeycloak;
import io.komauth.testing.browser.BrowserOptions;
import io.komauth.testing.browser.Chromium;
import io.komauth.testing.browser.Screenshot;
import io.komauth.testing.browser.WithChromium;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;

/** The pictures of the docs: {@code mvn verify -Dit.test=ScreenshotsIT -Dscreenshots.directory=docs/images}. */
@Full
@WithKeycloak
@WithChromium
class ScreenshotsIT {

    private static final String DOUBLE_TEXT = "text-200";

    /** Without the audio captcha, as by default. */
    private static TestRealm picture;

    @BeforeAll
    static void createRealm(KeycloakServer server) {
        picture = PagesRealm.on(server).with(CaptchaFlows.login()).with(CaptchaFlows.registration())
                .with(realm -> realm.getAttributes().remove("captcha.audio")).create();
    }

    @AfterAll
    static void removeRealm() {
        picture.close();
    }

    @Test
    void theLoginPage(Chromium chromium) {
        TestRealm realm = PagesRealm.reused(picture, "kom");
        login(realm, chromium.with(), "login");
        login(realm, chromium.with().dark(), "login-dark");
        login(realm, chromium.with().phone(), "login-phone");
        login(realm, chromium.with().language("zh-CN"), "login-zh-CN");
    }

    @Test
    void theLoginPageAfterAWrongCaptcha(Chromium chromium) {
        TestRealm realm = PagesRealm.reused(picture, "kom");
        WebDriver driver = chromium.open();
        LoginPage page = AuthorizationCodeLogin.of(driver, realm).username(PagesRealm.USER);
        page.captcha().type("wrong");
        page.submit();

        assertThat(page.captcha().error()).isNotEmpty();
        Screenshot.take(driver, "login-error");
    }

    @Test
    void theLoginPageThatWorks(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = work(server)) {
            work(realm, chromium.with(), "login-work");
            work(realm, chromium.with().dark(), "login-work-dark");
            workThatWaits(realm, chromium.with(), "login-work-waiting");
            workThatWaits(realm, chromium.with().phone(), "login-work-phone");
            workThatWaits(realm, chromium.with().language("ar"), "login-work-ar");
        }
    }

    @Test
    void theLoginPageThatWorksAfterFailedLogins(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = work(server)) {
            WebDriver driver = chromium.open();
            LoginPage page = AuthorizationCodeLogin.of(driver, realm).submitByKeyboard(PagesRealm.USER, "wrong");
            page.work().awaitSolution();

            assertThat(page.captcha().pictureIsShown()).isTrue();
            Screenshot.take(driver, "login-work-and-picture");
        }
    }

    @Test
    void theRegistrationPage(Chromium chromium) {
        TestRealm realm = PagesRealm.reused(picture, "kom");
        WebDriver driver = chromium.open();
        RegisterPage page = AuthorizationCodeLogin.of(driver, realm).register();

        assertThat(page.captcha().pictureIsShown()).isTrue();
        Screenshot.take(driver, "registration");
    }

    /** The error is in view without scrolling on a phone, whatever the person has set, and axe-core finds nothing. */
    @Test
    void refusedForms(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = PagesRealm.on(server).with(CaptchaFlows.login()).with(CaptchaFlows.registration())
                .with(PagesRealm.theme("kom")).with(options -> options.setSupportedLocales(Set.of("en", "ar", "de")))
                .with(options -> options.getAttributes().remove("captcha.audio")).create()) {
            refused(realm, chromium.with().phone(), "en", "phone");
            refused(realm, chromium.with().doubleText(), "en", DOUBLE_TEXT);
            refused(realm, chromium.with().phone(), "ar", "ar");
            refused(realm, chromium.with().phone(), "de", "de");
            refused(realm, chromium.with().phone().dark(), "en", "dark");
            refused(realm, chromium.with().phone().forcedColours(), "en", "forced-colours");
        }
    }

    private static void refused(TestRealm realm, BrowserOptions options, String language, String name) {
        WebDriver driver = options.open();
        driver.get(AuthorizationCodeLogin.address(realm) + "&ui_locales=" + language);
        LoginPage login = LoginPage.in(driver).username(PagesRealm.USER).password("a password");
        login.captcha().type("wrong");
        login.submit();
        takeRefused(driver, "refused-login-" + name);

        RegisterPage registration = login.register().fill("bob", "bob@example.org", "a password");
        registration.captcha().type("wrong");
        registration.submit();
        takeRefused(driver, "refused-registration-" + name);
    }

    private static void takeRefused(WebDriver driver, String name) {
        RefusalPage refusal = new RefusalPage(driver);
        assertThat(refusal.announced()).as(name).isNotEmpty();
        assertThat(refusal.isInView()).as(name + ": in view").isTrue();
        assertThat(refusal.scrollsSideways()).as(name + ": scrolls sideways").isFalse();
        assertThat(AccessibilityIT.againstWcag(driver)).as(name).isEmpty();
        if (name.endsWith(DOUBLE_TEXT)) {
            // a longer page than the background that the theme has for it
            Screenshot.takeAround(driver, driver.findElement(By.className("pf-v5-c-login__main")), name);
        } else {
            Screenshot.take(driver, name);
        }
    }

    @Test
    void theFlowEditor(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = PagesRealm.on(server).with(CaptchaFlows.directGrant(Map.of("login-failures", "3")))
                .create()) {
            WebDriver driver = chromium.open();
            FlowEditor editor = FlowEditor.of(driver, server, realm, "direct grant with captcha");

            assertThat(editor.text()).containsSubsequence("captcha after failures", "Condition - login failures", "Captcha",
                    "Username Validation", "Password");
            Screenshot.take(driver, "flow-editor");
        }
    }

    private static void login(TestRealm realm, BrowserOptions options, String name) {
        WebDriver driver = options.open();
        assertThat(AuthorizationCodeLogin.of(driver, realm).captcha().pictureIsShown()).isTrue();
        Screenshot.take(driver, name);
    }

    private static void work(TestRealm realm, BrowserOptions options, String name) {
        WebDriver driver = options.open();
        AuthorizationCodeLogin.of(driver, realm).work().awaitSolution();
        Screenshot.take(driver, name);
    }

    private static void workThatWaits(TestRealm realm, BrowserOptions options, String name) {
        WebDriver driver = options.script(ProofOfWorkPagesIT.HELD_WORKERS).open();
        LoginPage page = AuthorizationCodeLogin.of(driver, realm).username(PagesRealm.USER).password(PagesRealm.PASSWORD);
        page.pressSubmit();
        Poll.until("the form waits", page.work()::canBeCancelled);
        Screenshot.take(driver, name);
    }

    private static TestRealm work(KeycloakServer server) {
        return PagesRealm.on(server).with(CaptchaFlows.login()).with(CaptchaFlows.kind("work-and-picture", 1))
                .attribute("captcha.kinds", "either").attribute("captcha.work.derivations", "100")
                .with(PagesRealm.theme("kom")).with(realm -> realm.setSupportedLocales(Set.of("en", "ar")))
                .with(realm -> realm.getAttributes().remove("captcha.audio")).create();
    }
}
