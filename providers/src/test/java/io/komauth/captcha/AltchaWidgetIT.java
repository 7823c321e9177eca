package io.komauth.captcha;

import static io.komauth.testing.TokenRequest.CODE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import io.komauth.testing.AppServer;
import io.komauth.testing.Document;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Poll;
import io.komauth.testing.ProofOfWork;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TestRealmOptions;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;
import io.komauth.testing.browser.Chromium;
import io.komauth.testing.browser.WithChromium;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;

/** The page of {@code docs/app-login.md}, with the unchanged widget from npm, on an origin of its own. */
@WithKeycloak
@WithChromium
@DisplayName("The ALTCHA widget in an app's own login form")
class AltchaWidgetIT {

    private static final String PASSWORD = "password";
    private static final String LOGGED_IN = "You are logged in.";

    private AppServer app;

    @BeforeEach
    void start() {
        app = AppServer.start();
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    @DisplayName("logs in by the captcha grant")
    void logsIn(KeycloakServer server, Chromium chromium) {
        WebDriver driver = open(realm(server).create(), chromium);

        logIn(driver, PASSWORD);

        assertThat(answer(driver)).isEqualTo(LOGGED_IN);
    }

    @Test
    @DisplayName("solves a harder challenge after failed logins, without asking anything again")
    void solvesAHarderChallenge(KeycloakServer server, Chromium chromium) {
        TestRealm realm = realm(server).create();
        WebDriver driver = open(realm, chromium);
        fail(server, realm);
        fail(server, realm);
        assertThat(ProofOfWork.fetch(server, realm.name()).at("/parameters/data/level").asInt()).as("of this address").isZero();

        logIn(driver, PASSWORD);

        Poll.until("the login has succeeded", () -> answer(driver).equals(LOGGED_IN));
    }

    @Test
    @DisplayName("shows the picture after the work where the realm asks for both")
    void showsThePicture(KeycloakServer server, Chromium chromium) {
        TestRealm realm = realm(server).attribute("captcha.work.picture-from", "1").create();
        fail(server, realm);
        WebDriver driver = open(realm, chromium);

        logIn(driver, PASSWORD);
        By code = By.cssSelector("altcha-widget input[type=text]");
        Poll.until("the picture is shown", () -> driver.findElements(code).stream().anyMatch(WebElement::isDisplayed));
        driver.findElement(code).sendKeys(CODE, Keys.ENTER);

        Poll.until("the login has succeeded", () -> answer(driver).equals(LOGGED_IN));
    }

    private TestRealmOptions realm(KeycloakServer server) {
        return TestRealm.on(server).user("alice", PASSWORD).attribute("captcha.kinds", "work")
                .attribute("captcha.work.derivations", "100")
                .client("app", null, client -> {
                    client.setPublicClient(true);
                    client.setServiceAccountsEnabled(false);
                    client.setWebOrigins(List.of(app.origin()));
                });
    }

    private WebDriver open(TestRealm realm, Chromium chromium) {
        app.servePage(Document.example("app-login.md", "html")
                .replace("https://login.example.com/realms/100001", realm.uri("").toString()));
        app.serveScript("/altcha/altcha.min.js");
        WebDriver driver = chromium.open();
        driver.get(app.origin() + "/");
        return driver;
    }

    private static void logIn(WebDriver driver, String password) {
        driver.findElement(By.name("username")).clear();
        driver.findElement(By.name("username")).sendKeys("alice");
        driver.findElement(By.name("password")).clear();
        driver.findElement(By.name("password")).sendKeys(password, Keys.ENTER);
    }

    private static String answer(WebDriver driver) {
        By output = By.tagName("output");
        Poll.until("the page has an answer", () -> !driver.findElement(output).getText().isEmpty());
        return driver.findElement(output).getText();
    }

    /** From another address, so that the name alone has failed. */
    private static void fail(KeycloakServer server, TestRealm realm) {
        TokenRequest.withoutCaptcha(server, realm.name(), "captcha").client("app", null).param("scope", null)
                .param("username", "alice").param("password", "wrong").header("X-Forwarded-For", "203.0.113.17")
                .param("altcha", ProofOfWork.payload(server, realm.name())).send();
    }
}
