package io.komauth.authentication.pages;

import static io.komauth.authentication.pages.PagesRealm.PASSWORD;
import static io.komauth.authentication.pages.PagesRealm.USER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Logger;

import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Poll;
import io.komauth.testing.TestRealm;
import io.komauth.testing.WithKeycloak;
import io.komauth.testing.browser.AccessibilityTree;
import io.komauth.testing.browser.Chromium;
import io.komauth.testing.browser.WithChromium;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebDriver;

/** After a refusal, a person who sees little of the page or nothing knows what to do next. */
@WithKeycloak
@WithChromium
class RefusedFormsIT {

    private static final Logger LOG = Logger.getLogger(RefusedFormsIT.class.getName());

    private static final String ERROR = "Error: ";
    private static final String WRONG = "Those were not the characters in the picture. Please type those in the new one.";
    private static final String EMPTY = "Please type the characters in the picture.";

    /** Also where the theme's own page has the field, or a page of ours stands in for it. */
    @ParameterizedTest
    @ValueSource(strings = {"kom", "keycloak.v2", "keycloak", "foreign"})
    void aRefusedLoginIsAnnouncedInViewAndTheFocusIsOnThePassword(String theme, KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = realm(server, theme)) {
            WebDriver driver = chromium.with().phone().open();
            LoginPage login = AuthorizationCodeLogin.of(driver, realm).username(USER).password(PASSWORD);
            assertThat(driver.getTitle()).doesNotContain("Error");
            login.captcha().type("wrong");
            login.submit();
            RefusalPage refusal = new RefusalPage(driver);

            assertThat(refusal.announced()).isEqualTo(ERROR + WRONG);
            assertThat(refusal.focused()).isEqualTo("password");
            assertThat(driver.getTitle()).startsWith(ERROR).doesNotStartWith(ERROR + ERROR);
            assertThat(refusal.isInView()).isTrue();
            assertThat(login.errors()).containsExactly(WRONG);
            log("login refused, theme " + theme, driver);
            assertThat(AccessibilityIT.againstWcag(driver, partsToCheck(theme))).isEmpty();

            login.password("wrong").solveCaptcha().submit();
            assertThat(refusal.announced()).isEqualTo(ERROR + login.errors().get(0));
            assertThat(refusal.focused()).isEqualTo("password");
            assertThat(driver.getTitle()).startsWith(ERROR);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kom", "keycloak.v2", "keycloak"})
    void aRefusedRegistrationIsAnnouncedInViewWithWhatElseIsWrong(String theme, KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = realm(server, theme)) {
            WebDriver driver = chromium.with().phone().open();
            RegisterPage page = AuthorizationCodeLogin.of(driver, realm).register().fill("bob", "bob at home", "a password");
            page.captcha().type("wrong");
            page.submit();
            RefusalPage refusal = new RefusalPage(driver);

            assertThat(refusal.announced()).isEqualTo(ERROR + WRONG + " Invalid email address.");
            assertThat(refusal.focused()).isIn("password", "email");
            assertThat(driver.getTitle()).startsWith(ERROR);
            assertThat(refusal.isInView()).isTrue();
            log("registration refused, theme " + theme, driver);
            assertThat(AccessibilityIT.againstWcag(driver, partsToCheck(theme))).isEmpty();
        }
    }

    @Test
    void refusedUsernamesAndResetsHaveTheFocusOnTheCaptcha(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = PagesRealm.on(server).with(CaptchaFlows.usernameFirst()).with(CaptchaFlows.resetPassword())
                .with(PagesRealm.theme("keycloak.v2")).create()) {
            WebDriver driver = chromium.with().phone().open();
            driver.get(AuthorizationCodeLogin.address(realm).toString());
            UsernamePage page = UsernamePage.in(driver).username(USER);
            page.captcha().type("wrong");
            page.submit();
            RefusalPage refusal = new RefusalPage(driver);
            assertThat(refusal.announced()).isEqualTo(ERROR + WRONG);
            assertThat(refusal.focused()).isEqualTo("captchaCode");
            assertThat(refusal.isInView()).isTrue();

            driver.get(realm.uri("/login-actions/reset-credentials?client_id=" + PagesRealm.CLIENT).toString());
            ResetPasswordPage reset = ResetPasswordPage.in(driver).username(USER);
            reset.captcha().type("wrong");
            reset.submit();
            assertThat(refusal.announced()).isEqualTo(ERROR + WRONG);
            assertThat(refusal.focused()).isEqualTo("captchaCode");
            assertThat(driver.getTitle()).startsWith(ERROR);
            log("reset refused", driver);
            assertThat(AccessibilityIT.againstWcag(driver)).isEmpty();
        }
    }

    @Test
    void refusedWorkIsAnnouncedInViewAndTheFocusIsOnThePassword(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = PagesRealm.on(server).with(CaptchaFlows.login()).with(CaptchaFlows.kind("work", 3))
                .attribute("captcha.kinds", "work").attribute("captcha.work.derivations", "100")
                .with(PagesRealm.theme("kom")).create()) {
            WebDriver driver = chromium.with().phone().script("const plain = fetch; window.fetch = (url, options) => options?.method "
                    + "=== 'POST' ? Promise.resolve(new Response(null, { status: 204 })) : plain(url, options);").open();
            LoginPage login = AuthorizationCodeLogin.of(driver, realm);
            login.work().awaitSolution();
            run(driver, "document.getElementById('altcha').value = 'none'");
            login.submitByKeyboard(USER, PASSWORD);
            RefusalPage refusal = new RefusalPage(driver);

            assertThat(refusal.announced()).isEqualTo(ERROR + login.work().error());
            assertThat(refusal.focused()).isEqualTo("password");
            assertThat(driver.getTitle()).startsWith(ERROR);
            assertThat(refusal.isInView()).isTrue();
            log("work refused", driver);
            assertThat(AccessibilityIT.againstWcag(driver)).isEmpty();
            login.submitByKeyboard(USER, PASSWORD);
            assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
        }
    }

    /** It costs no attempt and no password. */
    @ParameterizedTest
    @ValueSource(strings = {"kom", "keycloak"})
    void anEmptyCaptchaIsNotSent(String theme, KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = realm(server, theme)) {
            WebDriver driver = chromium.open();
            LoginPage login = AuthorizationCodeLogin.of(driver, realm).username(USER).password(PASSWORD).pressSubmit();
            Poll.until("the page says what is missing", () -> login.captcha().error().equals(EMPTY));

            assertThat(new RefusalPage(driver).focused()).isEqualTo("captchaCode");
            assertThat(login.password()).isEqualTo(PASSWORD);
            assertThat(realm.admin().getEvents()).isEmpty();
            login.solveCaptcha().submit();
            assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
        }
    }

    /** Our pages say so by HTML. Keycloak's own have the browser check nothing: there, the server says so and counts no failure. */
    @Test
    void withoutJavaScriptAnEmptyCaptchaIsNotSentByOurPagesAndRefusalsAreAtTheTop(KeycloakServer server, Chromium chromium) {
        try (TestRealm ours = realm(server, "keycloak.v2"); TestRealm kom = realm(server, "kom")) {
            WebDriver driver = chromium.with().withoutJavaScript().phone().open();
            LoginPage login = AuthorizationCodeLogin.of(driver, ours).username(USER).password(PASSWORD).pressSubmit();
            assertThat(login.password()).isEqualTo(PASSWORD);
            assertThat(ours.admin().getEvents()).isEmpty();
            login.captcha().type("wrong");
            login.submit();
            assertThat(login.captcha().error()).isEqualTo(WRONG);
            assertThat(new RefusalPage(driver).focused()).isEqualTo("password");
            assertThat(new RefusalPage(driver).isInView()).isTrue();

            AuthorizationCodeLogin.of(driver, kom).username(USER).password(PASSWORD).submit();
            assertThat(login.captcha().error()).isEqualTo(EMPTY);
            assertThat(new RefusalPage(driver).isInView()).isTrue();
            assertThat(FailureCounts.ofUser(kom)).isZero();
        }
    }

    /** The show button, remember me, forgotten password, another picture, the input. Enter in any input sends the form. */
    @Test
    void theKeyboardComesFromThePasswordToTheButtonInFewSteps(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = realm(server, "kom")) {
            WebDriver driver = chromium.open();
            AuthorizationCodeLogin.of(driver, realm);
            RefusalPage page = new RefusalPage(driver);

            assertThat(page.tabs("password", "kc-login")).hasSize(6).endsWith("captcha-another", "captchaCode", "kc-login");
            log("login", driver);
        }
    }

    /** The links of Keycloak's older theme have too little contrast, and those of the tests' theme are none of ours. */
    private static String partsToCheck(String theme) {
        return theme.startsWith("k") && !theme.equals("keycloak") ? "html" : "[class^=kom-captcha]";
    }

    private static void log(String page, WebDriver driver) {
        LOG.info(() -> "For screen readers, " + page + ":\n" + AccessibilityTree.of(driver));
    }

    private static Object run(WebDriver driver, String script) {
        return ((JavascriptExecutor) driver).executeScript(script);
    }

    private static TestRealm realm(KeycloakServer server, String theme) {
        return PagesRealm.on(server).with(CaptchaFlows.login()).with(CaptchaFlows.registration())
                .with(PagesRealm.theme(theme)).with(options -> options.getAttributes().remove("captcha.audio")).create();
    }
}
