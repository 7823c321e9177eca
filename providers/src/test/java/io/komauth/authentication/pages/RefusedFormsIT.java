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

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.EventRepresentation;
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

    private static TestRealm picture;
    private static TestRealm work;

    @BeforeAll
    static void createRealms(KeycloakServer server) {
        picture = PagesRealm.on(server).with(CaptchaFlows.login()).with(CaptchaFlows.registration())
                .with(options -> options.getAttributes().remove("captcha.audio")).create();
        work = PagesRealm.on(server).with(CaptchaFlows.login()).with(CaptchaFlows.registration())
                .with(CaptchaFlows.resetPassword()).with(CaptchaFlows.kind("work", 3))
                .attribute("captcha.kinds", "work").attribute("captcha.work.derivations", "100").create();
    }

    @AfterAll
    static void removeRealms() {
        picture.close();
        work.close();
    }

    /** Also where the theme's own page has the field, or a page of ours stands in for it. */
    @ParameterizedTest
    @ValueSource(strings = {"kom", "keycloak.v2", "keycloak", "foreign"})
    void aRefusedLoginIsAnnouncedInViewAndTheFocusIsOnThePassword(String theme, Chromium chromium) {
        TestRealm realm = realm(theme);
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

    @ParameterizedTest
    @ValueSource(strings = {"kom", "keycloak.v2", "keycloak"})
    void aRefusedRegistrationIsAnnouncedInViewWithWhatElseIsWrong(String theme, Chromium chromium) {
        TestRealm realm = realm(theme);
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

    @ParameterizedTest
    @ValueSource(strings = {"kom", "keycloak.v2"})
    void refusedWorkIsAnnouncedInViewAndTheFocusIsOnTheFirstFieldToFill(String theme, Chromium chromium) {
        TestRealm realm = PagesRealm.reused(work, theme);
        WebDriver driver = chromium.with().phone().script("const plain = fetch; window.fetch = (url, options) => options?.method "
                + "=== 'POST' ? Promise.resolve(new Response(null, { status: 204 })) : plain(url, options);").open();
        LoginPage login = AuthorizationCodeLogin.of(driver, realm);
        spoil(login.work(), driver);
        login.submitByKeyboard(USER, PASSWORD);
        examineRefusedWork("login, theme " + theme, login.work(), driver);
        assertThat(new RefusalPage(driver).focused()).isEqualTo("password");

        RegisterPage registration = login.register().fill("bob", "bob@example.org", PASSWORD);
        spoil(registration.work(), driver);
        registration.pressEnter();
        examineRefusedWork("registration, theme " + theme, registration.work(), driver);
        assertThat(new RefusalPage(driver).focused()).isEqualTo("password");

        ResetPasswordPage reset = AuthorizationCodeLogin.of(driver, realm).resetPassword().username(USER);
        spoil(reset.work(), driver);
        reset.pressEnter();
        examineRefusedWork("password reset, theme " + theme, reset.work(), driver);

        AuthorizationCodeLogin.of(driver, realm).submitByKeyboard(USER, PASSWORD);
        assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
    }

    /** Has the page send what is no solution. */
    private static void spoil(WorkInput work, WebDriver driver) {
        work.awaitSolution();
        run(driver, "document.getElementById('altcha').value = 'none'");
    }

    private static void examineRefusedWork(String page, WorkInput work, WebDriver driver) {
        RefusalPage refusal = new RefusalPage(driver);
        assertThat(refusal.announced()).as(page).isEqualTo(ERROR + work.error());
        assertThat(driver.getTitle()).as(page).startsWith(ERROR);
        assertThat(refusal.isInView()).as(page).isTrue();
        log("work refused, " + page, driver);
        assertThat(AccessibilityIT.againstWcag(driver)).as(page).isEmpty();
    }

    /** It costs no attempt and no password. */
    @ParameterizedTest
    @ValueSource(strings = {"kom", "keycloak"})
    void anEmptyCaptchaIsNotSent(String theme, Chromium chromium) {
        TestRealm realm = realm(theme);
        WebDriver driver = chromium.open();
        LoginPage login = AuthorizationCodeLogin.of(driver, realm).username(USER).password(PASSWORD).pressSubmit();
        Poll.until("the page says what is missing", () -> login.captcha().error().equals(EMPTY));

        assertThat(new RefusalPage(driver).focused()).isEqualTo("captchaCode");
        assertThat(login.password()).isEqualTo(PASSWORD);
        assertThat(realm.admin().getEvents()).isEmpty();
        login.solveCaptcha().submit();
        assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
    }

    /**
     * The browser says so, also on pages of Keycloak that tell it to check nothing. Of a blank one, the server says so. The focus is
     * where the page puts it: Keycloak's own has it on the name.
     */
    @ParameterizedTest
    @ValueSource(strings = {"kom", "keycloak.v2"})
    void withoutJavaScriptAnEmptyCaptchaIsNotSentAndRefusalsAreAtTheTop(String theme, Chromium chromium) {
        TestRealm realm = realm(theme);
        WebDriver driver = chromium.with().withoutJavaScript().phone().open();
        LoginPage login = AuthorizationCodeLogin.of(driver, realm).username(USER).password(PASSWORD).pressSubmit();
        RefusalPage refusal = new RefusalPage(driver);
        assertThat(refusal.focused()).isEqualTo("captchaCode");
        assertThat(login.password()).isEqualTo(PASSWORD);
        login.captcha().type("wrong");
        login.submit();
        assertThat(realm.admin().getEvents()).extracting(EventRepresentation::getError).containsExactly("invalid_captcha");
        assertThat(login.captcha().error()).isEqualTo(WRONG);
        assertThat(refusal.focused()).isEqualTo(theme.equals("kom") ? "username" : "password");
        assertThat(refusal.isInView()).isTrue();

        login.username(USER).password(PASSWORD).captcha().type("  ");
        login.submit();
        assertThat(login.captcha().error()).isEqualTo(EMPTY);
        assertThat(refusal.isInView()).isTrue();
        assertThat(FailureCounts.ofUser(realm)).isZero();

        RegisterPage registration = login.register().fill("bob", "bob@example.org", PASSWORD).pressSubmit();
        assertThat(refusal.focused()).isEqualTo("captchaCode");
        assertThat(registration.value("password")).isEqualTo(PASSWORD);
        registration.captcha().solve();
        registration.submit();
        assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
    }

    /** The show button, remember me, forgotten password, another picture, the input. Enter in any input sends the form. */
    @Test
    void theKeyboardComesFromThePasswordToTheButtonInFewSteps(Chromium chromium) {
        TestRealm realm = realm("kom");
        WebDriver driver = chromium.open();
        AuthorizationCodeLogin.of(driver, realm);
        RefusalPage page = new RefusalPage(driver);

        assertThat(page.tabs("password", "kc-login")).hasSize(6).endsWith("captcha-another", "captchaCode", "kc-login");
        log("login", driver);
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

    private static TestRealm realm(String theme) {
        return PagesRealm.reused(picture, theme);
    }
}
