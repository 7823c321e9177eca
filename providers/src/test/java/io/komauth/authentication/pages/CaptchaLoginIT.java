package io.komauth.authentication.pages;

import static io.komauth.authentication.pages.PagesRealm.PASSWORD;
import static io.komauth.authentication.pages.PagesRealm.USER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Poll;
import io.komauth.testing.ServerClock;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TestRealmOptions;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;
import io.komauth.testing.browser.Chromium;
import io.komauth.testing.browser.WithChromium;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.EventRepresentation;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WindowType;

@WithKeycloak
@WithChromium
class CaptchaLoginIT {

    private static final String WRONG_CAPTCHA = "Those were not the characters in the picture.";
    private static final String INVALID_CAPTCHA = "The picture has expired or was used before.";
    private static final String WRONG_PASSWORD = "Invalid username or password.";
    private static final int TABS = 8;

    /** For all tests that leave its settings alone: to make a realm takes longer than most of them. */
    private static TestRealm shared;

    @BeforeAll
    static void createRealm(KeycloakServer server) {
        shared = realm(server).create();
    }

    @AfterAll
    static void removeRealm() {
        shared.close();
    }

    @Test
    void aUserWhoSolvesTheCaptchaLogsIn(Chromium chromium) {
        TestRealm realm = PagesRealm.reused(shared, "kom");
        WebDriver driver = chromium.open();
        LoginPage page = AuthorizationCodeLogin.of(driver, realm);

        assertThat(page.captcha().pictureIsShown()).isTrue();
        assertThat(page.errors()).isEmpty();
        page.username(USER).password(PASSWORD).solveCaptcha().submit();

        assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
    }

    @Test
    void aWrongCaptchaKeepsTheNameAndSaysWhyBesideTheField(Chromium chromium) {
        TestRealm realm = PagesRealm.reused(shared, "kom");
        WebDriver driver = chromium.open();
        LoginPage page = AuthorizationCodeLogin.of(driver, realm).username(USER).password(PASSWORD).rememberMe();
        String key = page.captcha().key();
        page.captcha().type("wrong");
        page.submit();

        assertThat(page.captcha().error()).startsWith(WRONG_CAPTCHA);
        assertThat(page.errors()).containsExactly(page.captcha().error());
        assertThat(page.username()).isEqualTo(USER);
        assertThat(page.remembersMe()).isTrue();
        assertThat(page.password()).isEmpty();
        assertThat(driver.getPageSource()).doesNotContain(PASSWORD);
        assertThat(page.captcha().code()).isEmpty();
        assertThat(page.captcha().key()).isNotEqualTo(key);
        assertThat(FailureCounts.events(realm, "invalid_captcha")).isEqualTo(1);

        page.password(PASSWORD).solveCaptcha().submit();
        assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
    }

    @Test
    void aChineseBrowserSeesTheFieldInChinese(Chromium chromium) {
        TestRealm realm = PagesRealm.reused(shared, "kom");
        LoginPage page = AuthorizationCodeLogin.of(chromium.with().language("zh-CN").open(), realm);
        assertThat(page.captcha().label()).isEqualTo("验证码");
        page.username(USER).password(PASSWORD).captcha().type("wrong");
        page.submit();

        assertThat(page.captcha().error()).startsWith("验证码错误");
    }

    @Test
    void aWrongPasswordShowsKeycloaksErrorAndANewPicture(Chromium chromium) {
        TestRealm realm = PagesRealm.reused(shared, "kom");
        WebDriver driver = chromium.open();
        LoginPage page = AuthorizationCodeLogin.of(driver, realm);
        String key = page.captcha().key();
        page.fill(USER, "wrong").submit();

        assertThat(page.errors()).containsExactly(WRONG_PASSWORD);
        assertThat(page.username()).isEqualTo(USER);
        assertThat(page.captcha().key()).isNotEqualTo(key);
        page.fill(USER, PASSWORD).submit();
        assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
    }

    @Test
    void anotherPictureKeepsWhatWasTyped(Chromium chromium) {
        TestRealm realm = PagesRealm.reused(shared, "kom");
        WebDriver driver = chromium.open();
        LoginPage page = AuthorizationCodeLogin.of(driver, realm).username(USER).password(PASSWORD);
        String picture = page.captcha().picture();
        page.captcha().another();

        assertThat(page.captcha().picture()).isNotEqualTo(picture);
        assertThat(page.captcha().pictureIsShown()).isTrue();
        assertThat(page.username()).isEqualTo(USER);
        assertThat(page.password()).isEqualTo(PASSWORD);
        page.solveCaptcha().submit();
        assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
    }

    @Test
    void anExpiredPictureIsReplacedAndItsKeyIsRefused(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = realm(server).attribute("captcha.lifespan", "30").create()) {
            WebDriver driver = chromium.with().clock().open();
            LoginPage page = AuthorizationCodeLogin.of(driver, realm);
            String expired = page.captcha().key();
            try (ServerClock clock = ServerClock.of(server)) {
                Chromium.letPass(driver, Duration.ofSeconds(25));
                clock.advance(91);
                assertThat(page.captcha().key()).as("some seconds too early").isEqualTo(expired);
                Chromium.letPass(driver, Duration.ofSeconds(5));
                Poll.until("the page has replaced the picture", () -> !page.captcha().key().equals(expired));

                page.fill(USER, PASSWORD).captcha().forgeKey(expired);
                page.submit();

                assertThat(page.captcha().error()).startsWith(INVALID_CAPTCHA);
                page.fill(USER, PASSWORD).submit();
                assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
            }
        }
    }

    @Test
    void thePageWorksAfterTheBackButton(Chromium chromium) {
        TestRealm realm = PagesRealm.reused(shared, "kom");
        WebDriver driver = chromium.with().whole().open();
        LoginPage page = AuthorizationCodeLogin.of(driver, realm);
        String key = page.captcha().key();
        page.fill(USER, "wrong").submit().goBack();
        Poll.until("the picture is not the one that was used", () -> !page.captcha().key().equals(key));

        page.fill(USER, PASSWORD).submit();
        // Keycloak takes every form of an earlier page for expired, and shows a fresh one
        assertThat(page.captcha().error()).isEmpty();
        page.fill(USER, PASSWORD).submit();

        assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
    }

    @Test
    void ofTwoTabsWithOneCaptchaOnlyOneIsAccepted(Chromium chromium) {
        TestRealm realm = PagesRealm.reused(shared, "kom");
        WebDriver driver = chromium.open();
        LoginPage first = AuthorizationCodeLogin.of(driver, realm);
        String key = first.captcha().key();
        first.fill(USER, "wrong").submit();
        assertThat(first.errors()).containsExactly(WRONG_PASSWORD);

        driver.switchTo().newWindow(WindowType.TAB);
        LoginPage second = AuthorizationCodeLogin.of(driver, realm).fill(USER, PASSWORD);
        second.captcha().forgeKey(key);
        second.submit();

        assertThat(second.errors()).hasSize(1);
        assertThat(second.captcha().error()).startsWith(INVALID_CAPTCHA);
    }

    @Test
    void ofManyTabsThatSendOneCaptchaConcurrentlyOneLogsIn(KeycloakServer server) {
        TestRealm realm = PagesRealm.reused(shared, "kom");
        String key = TokenRequest.fetchCaptcha(server, realm.name());
        List<HttpLogin> tabs = Stream.generate(() -> HttpLogin.at(realm)).limit(TABS).toList();
        HttpLogin.allAtOnce(tabs, tab -> tab.submitKey(USER, PASSWORD, key, TokenRequest.CODE));

        assertThat(tabs).filteredOn(HttpLogin::isOver).hasSize(1);
    }

    @Test
    void theCaptchaIsPlayedAsAudio(Chromium chromium) {
        TestRealm realm = PagesRealm.reused(shared, "kom");
        WebDriver driver = chromium.open();
        LoginPage page = AuthorizationCodeLogin.of(driver, realm).username(USER).password(PASSWORD);
        String key = page.captcha().key();
        page.captcha().play();
        assertThat(page.captcha().error()).isEmpty();
        page.captcha().stop();

        assertThat(page.captcha().key()).isEqualTo(key);
        page.solveCaptcha().submit();
        assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
    }

    @Test
    void aRealmWithoutAudioHasNoAudioButton(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = realm(server).with(options -> options.getAttributes().remove("captcha.audio")).create()) {
            assertThat(AuthorizationCodeLogin.of(chromium.open(), realm).captcha().canBeHeard()).isFalse();
        }
    }

    @Test
    void theLoginEventIsThatOfKeycloaksOwnForm(KeycloakServer server) {
        try (TestRealm stock = PagesRealm.on(server).create(); TestRealm realm = realm(server).create()) {
            assertThat(HttpLogin.at(stock).submit(USER, PASSWORD).isOver()).isTrue();
            assertThat(HttpLogin.at(realm).submit(USER, PASSWORD, TokenRequest.CODE).isOver()).isTrue();

            Map<String, String> ours = new HashMap<>(login(realm).getDetails());
            assertThat(ours.remove("captcha")).isEqualTo("solved");
            assertThat(ours.keySet()).isEqualTo(login(stock).getDetails().keySet());
            assertThat(ours).containsEntry("username", USER);
            assertThat(sessions(realm)).isEqualTo(sessions(stock)).isEqualTo(1);
        }
    }

    @Test
    void aKeyFromAnotherRealmIsRefused(KeycloakServer server, Chromium chromium) {
        try (TestRealm other = realm(server).create()) {
            TestRealm realm = PagesRealm.reused(shared, "kom");
            WebDriver driver = chromium.open();
            LoginPage page = AuthorizationCodeLogin.of(driver, realm).fill(USER, PASSWORD);
            page.captcha().forgeKey(TokenRequest.fetchCaptcha(server, other.name()));
            page.submit();

            assertThat(page.captcha().error()).startsWith(INVALID_CAPTCHA);
        }
    }

    @Test
    void aHundredWrongCaptchasLockNobodyOut(KeycloakServer server) {
        try (TestRealm realm = realm(server).with(options -> {
            options.setBruteForceProtected(true);
            options.setFailureFactor(3);
        }).create()) {
            HttpLogin login = HttpLogin.at(realm);
            for (int i = 0; i < 100; i++) {
                login.submit(USER, PASSWORD, "wrong");
            }
            // a failure that counts, whose record is written behind the wrong captchas
            login.submit(USER, "wrong", TokenRequest.CODE);
            Poll.until("the wrong password is on record", () -> FailureCounts.ofUser(realm) > 0);

            assertThat(FailureCounts.ofUser(realm)).isEqualTo(1);
            assertThat(FailureCounts.events(realm, "invalid_captcha")).isEqualTo(100);
            assertThat(login.submit(USER, PASSWORD, TokenRequest.CODE).isOver()).isTrue();
        }
    }

    /** Keycloak counts what is wrong with a form for the user who was named on the page before. */
    @ParameterizedTest
    @ValueSource(strings = {"", "cancel", "error", "authenticatorData"})
    void formsWithoutANameLockNobodyOut(String field, KeycloakServer server) {
        try (TestRealm realm = realm(server).with(CaptchaFlows.resetPassword())
                .with(options -> options.setBruteForceProtected(true)).create()) {
            HttpLogin login = HttpLogin.at(realm).submit(USER, PASSWORD, "wrong");
            HttpLogin reset = HttpLogin.at(realm).forgetPassword()
                    .post("username", USER, "captchaKey", "none", "captchaCode", "wrong");
            for (int i = 0; i < 5; i++) {
                // a login that is cancelled is over
                login = login.isOver() ? HttpLogin.at(realm).submit(USER, PASSWORD, "wrong") : login;
                login.post(field, "x");
                reset.post(field, "x");
            }
            // a failure that counts, whose record is written behind any of these
            HttpLogin.at(realm).submit(USER, "wrong", TokenRequest.CODE);
            Poll.until("the wrong password is on record", () -> FailureCounts.ofUser(realm) > 0);

            assertThat(FailureCounts.ofUser(realm)).isEqualTo(1);
        }
    }

    @Test
    void thePageDoesNotRevealWhetherAUserExists() {
        TestRealm realm = PagesRealm.reused(shared, "kom");
        HttpLogin login = HttpLogin.at(realm);

        assertThat(anonymous(login.submit(USER, PASSWORD, "wrong"), USER))
                .isEqualTo(anonymous(login.submit("nobody", PASSWORD, "wrong"), "nobody"));
        assertThat(anonymous(login.submit(USER, "wrong", TokenRequest.CODE), USER))
                .isEqualTo(anonymous(login.submit("nobody", "wrong", TokenRequest.CODE), "nobody"));
    }

    /** The page but for the name, and for what is new on every page. */
    private static String anonymous(HttpLogin login, String username) {
        return login.page().replace("value=\"" + username + "\"", "").replace(login.key(), "")
                .replaceAll("src=\"data:[^\"]*\"", "").replaceAll("session_code=[^&\"]*", "");
    }

    private static TestRealmOptions realm(KeycloakServer server) {
        return PagesRealm.on(server).with(CaptchaFlows.login()).with(PagesRealm.theme("kom"));
    }

    private static EventRepresentation login(TestRealm realm) {
        return realm.admin().getEvents(List.of("LOGIN"), null, null, null, null, null, null, null).get(0);
    }

    private static int sessions(TestRealm realm) {
        return realm.admin().users().get(realm.admin().users().search(USER).get(0).getId()).getUserSessions().size();
    }
}
