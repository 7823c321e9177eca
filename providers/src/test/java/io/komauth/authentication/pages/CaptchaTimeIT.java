package io.komauth.authentication.pages;

import static io.komauth.authentication.pages.PagesRealm.PASSWORD;
import static io.komauth.authentication.pages.PagesRealm.USER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Poll;
import io.komauth.testing.ServerClock;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;
import io.komauth.testing.browser.Chromium;
import io.komauth.testing.browser.WithChromium;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chrome.ChromeDriver;

/** A picture expires, and nobody loses by that what has been typed. */
@WithKeycloak
@WithChromium
class CaptchaTimeIT {

    private static final int LIFESPAN = 30;
    private static final String EXPIRING = "The picture expires in one minute.";
    private static final String EXPIRED = "The picture has expired";
    private static final String HELD_FETCH = """
            const plain = fetch;
            window.fetch = (...request) => new Promise(resolve => { window.goOn = () => resolve(plain(...request)); });
            """;

    @Test
    void aPictureThatIsBeingTypedIsKeptWithAWarningAndTakenForAMinute(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = realm(server)) {
            WebDriver driver = chromium.with().clock().open();
            LoginPage page = AuthorizationCodeLogin.of(driver, realm).username(USER).password(PASSWORD);
            String key = page.captcha().key();
            page.captcha().type("abc");
            Chromium.letPass(driver, Duration.ofSeconds(LIFESPAN + 10));
            Poll.until("the page warns", () -> page.captcha().error().startsWith(EXPIRING));
            assertThat(page.captcha().code()).isEqualTo("abc");
            assertThat(page.captcha().key()).isEqualTo(key);

            try (ServerClock clock = ServerClock.of(server)) {
                clock.advance(LIFESPAN + 55);
                page.solveCaptcha().submit();

                assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
            }
        }
    }

    @Test
    void theServerTakesACaptchaOfAPageForAMinuteMoreAndNoLonger(KeycloakServer server) {
        try (TestRealm realm = realm(server)) {
            HttpLogin late = HttpLogin.at(realm);
            HttpLogin tooLate = HttpLogin.at(realm);
            HttpLogin again = HttpLogin.at(realm);
            String used = TokenRequest.fetchCaptcha(server, realm.name());
            again.submitKey(USER, "wrong", used, TokenRequest.CODE);
            try (ServerClock clock = ServerClock.of(server)) {
                clock.advance(LIFESPAN + 55);
                assertThat(late.submit(USER, PASSWORD, TokenRequest.CODE).isOver()).isTrue();
                assertThat(again.submitKey(USER, PASSWORD, used, TokenRequest.CODE).page()).contains(EXPIRED);
                clock.advance(6);
                assertThat(tooLate.submit(USER, PASSWORD, TokenRequest.CODE).page()).contains(EXPIRED);
            }
        }
    }

    /** The form is held, and all but the characters is kept. */
    @Test
    void aPictureThatIsOverIsReplacedBeforeTheFormIsSent(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = realm(server)) {
            WebDriver driver = chromium.with().clock().open();
            LoginPage page = AuthorizationCodeLogin.of(driver, realm).username(USER).password(PASSWORD).solveCaptcha();
            String key = page.captcha().key();
            Chromium.letPass(driver, Duration.ofSeconds(LIFESPAN + 61));
            assertThat(page.captcha().code()).isNotEmpty();
            page.pressSubmit();
            Poll.until("the page says why there is another picture", () -> page.captcha().error().startsWith(EXPIRED));

            assertThat(page.captcha().key()).isNotEqualTo(key);
            assertThat(page.captcha().code()).isEmpty();
            assertThat(page.password()).isEqualTo(PASSWORD);
            assertThat(new RefusalPage(driver).focused()).isEqualTo("captchaCode");
            page.solveCaptcha().submit();
            assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
        }
    }

    @Test
    void aPictureThatExpiredWhileThePageWasOfflineIsReplacedWhenItIsOnline(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = realm(server)) {
            WebDriver driver = chromium.with().clock().open();
            LoginPage page = AuthorizationCodeLogin.of(driver, realm).username(USER).password(PASSWORD);
            String key = page.captcha().key();
            offline(driver, true);
            Chromium.letPass(driver, Duration.ofSeconds(LIFESPAN + 1));
            Poll.until("the page says so", () -> page.captcha().error().startsWith("A new picture could not be fetched."));
            offline(driver, false);
            Poll.until("the picture is replaced", () -> !page.captcha().key().equals(key) && page.captcha().error().isEmpty());

            page.solveCaptcha().submit();
            assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
        }
    }

    @Test
    void anotherPictureShowsThatItIsOnItsWayAndCaseDoesNotMatter(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = realm(server)) {
            WebDriver driver = chromium.with().script(HELD_FETCH).open();
            LoginPage page = AuthorizationCodeLogin.of(driver, realm).username(USER).password(PASSWORD);
            String hint = (String) run(driver, "return document.getElementById('captchaCode').getAttribute('aria-describedby')"
                    + ".split(' ').map(id => document.getElementById(id).textContent).join(' ')");
            assertThat(hint).startsWith("Upper and lower case do not matter.");
            assertThat(driver.getPageSource()).doesNotContain("300 s");
            String key = page.captcha().key();
            run(driver, "document.getElementById('captcha-another').click()");
            assertThat(run(driver, "return document.querySelector('[data-kom-captcha]').getAttribute('aria-busy')")).isEqualTo("true");
            assertThat(run(driver, "return document.querySelector('[data-captcha-status]').textContent"))
                    .isEqualTo("Loading a new picture.");
            run(driver, "window.goOn()");
            Poll.until("the picture is replaced", () -> !page.captcha().key().equals(key));

            assertThat(run(driver, "return document.querySelector('[data-kom-captcha]').getAttribute('aria-busy')")).isNull();
            page.captcha().type(TokenRequest.CODE.toUpperCase(Locale.ROOT));
            page.submit();
            assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
        }
    }

    @Test
    void escapeStopsTheSpeechAndSingleCharactersCanBeRepeated(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = realm(server)) {
            WebDriver driver = chromium.open();
            CaptchaInput captcha = AuthorizationCodeLogin.of(driver, realm).captcha();
            captcha.play();
            assertThat(driver.findElement(By.id("captcha-spelling")).getText()).contains("“D, as in dog”");
            driver.switchTo().activeElement().sendKeys(Keys.ESCAPE);
            Poll.until("it is silent", () -> run(driver, "return document.querySelector('[data-playing]')") == null);

            assertThat(driver.findElements(By.cssSelector("#captcha-characters button"))).hasSize(5);
            assertThat(new RefusalPage(driver).tabs("captcha-play", "captchaCode")).containsExactly("1", "captchaCode");
            run(driver, "document.querySelectorAll('#captcha-characters button')[2].click()");
            Poll.until("it is spoken", () -> run(driver, "return document.querySelector('[data-playing]')") != null);
        }
    }

    @Test
    void withoutJavaScriptALinkLeadsToTheSpeech(KeycloakServer server) {
        try (TestRealm realm = realm(server)) {
            String page = HttpLogin.at(realm).page();

            assertThat(page).containsPattern("<noscript>[^§]*<a id=\"captcha-play-noscript\" href=\"[^\"]*/captcha/audio\\?captchaKey=");
        }
    }

    private static void offline(WebDriver driver, boolean offline) {
        ((ChromeDriver) driver).executeCdpCommand("Network.enable", Map.of());
        ((ChromeDriver) driver).executeCdpCommand("Network.emulateNetworkConditions",
                Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    }

    private static Object run(WebDriver driver, String script) {
        return ((JavascriptExecutor) driver).executeScript(script);
    }

    private static TestRealm realm(KeycloakServer server) {
        return PagesRealm.on(server).with(CaptchaFlows.login()).attribute("captcha.lifespan", String.valueOf(LIFESPAN))
                .with(PagesRealm.theme("kom")).create();
    }
}
