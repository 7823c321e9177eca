package io.komauth.authentication.pages;

import static io.komauth.authentication.pages.PagesRealm.PASSWORD;
import static io.komauth.authentication.pages.PagesRealm.USER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.EachVersion;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Poll;
import io.komauth.testing.ProofOfWork;
import io.komauth.testing.ServerClock;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TestRealmOptions;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;
import io.komauth.testing.browser.Chromium;
import io.komauth.testing.browser.WithChromium;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.RealmRepresentation;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** Pages on which the browser works, and people have nothing to do. */
@WithKeycloak
@WithChromium
@EachVersion
class ProofOfWorkPagesIT {

    private static final String WAITING = "Security check in progress. The form will be sent when it is complete.";
    private static final String HARDER = "Because of failed logins, the security check takes longer this time.";
    private static final String TOO_EASY = "Because of failed logins, a longer security check is needed. Please try again.";
    private static final String WRONG_PASSWORD = "Invalid username or password.";
    private static final String NO_SCRIPT = "The security check needs JavaScript. Please enable it and reload the page.";
    private static final String INSECURE = "The security check needs a secure connection (HTTPS). Please tell the administrator.";

    /** Workers begin when the test says so. */
    static final String HELD_WORKERS = """
            const Plain = Worker, held = [];
            let holding = true;
            window.Worker = class extends Plain {
              postMessage(message) { holding ? held.push(() => super.postMessage(message)) : super.postMessage(message); }
            };
            window.hold = () => { holding = true; };
            window.release = () => { holding = false; held.splice(0).forEach(run => run()); };
            """;

    private static final Map<String, TestRealm> BY_STEP = new HashMap<>();

    /** For tests in which no login fails. */
    private static TestRealm work;

    @BeforeAll
    static void createRealm(KeycloakServer server) {
        work = realm(server, "work", "work", 3).create();
    }

    @AfterAll
    static void removeRealms() {
        work.close();
        BY_STEP.values().forEach(TestRealm::close);
        BY_STEP.clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kom", "keycloak.v2", "keycloak", "foreign", "enumerating", "discarding", "scripted"})
    void aUserLogsInByKeyboardAfterAWrongPasswordInTheTheme(String theme, KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = realm(server, "work", "work", 3).with(PagesRealm.theme(theme)).create()) {
            WebDriver driver = chromium.open();
            LoginPage page = AuthorizationCodeLogin.of(driver, realm);
            assertThat(page.work().status()).isEmpty();
            assertThat(page.captcha().isThere()).isFalse();
            page.submitByKeyboard(USER, "wrong");
            assertThat(page.errors()).containsExactly(WRONG_PASSWORD);
            assertThat(page.username()).isEqualTo(USER);
            page.submitByKeyboard(USER, PASSWORD);

            assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kom", "keycloak.v2", "keycloak"})
    void aUserRegistersAndResetsThePasswordByKeyboard(String theme, Chromium chromium) {
        TestRealm realm = PagesRealm.reused(work, theme);
        WebDriver driver = chromium.open();
        ResetPasswordPage reset = AuthorizationCodeLogin.of(driver, realm).resetPassword();
        assertThat(reset.captcha().isThere()).isFalse();
        reset.username(USER).pressEnter();
        assertThat(reset.asksForANewPassword()).as(reset.errors().toString()).isTrue();

        RegisterPage register = AuthorizationCodeLogin.of(chromium.open(), realm).register();
        assertThat(register.captcha().isThere()).isFalse();
        register.fill("bob", "bob@example.org", "bob's password").pressEnter();
        assertThat(realm.admin().users().search("bob")).as(register.errors().toString()).hasSize(1);
    }

    @Test
    @DisplayName("A page obeys a content security policy that allows nothing but 'self', and images of data:")
    void contentSecurityPolicy(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = realm(server, "either", "work-and-picture", 1).with(PagesRealm.theme("foreign"))
                .with(options -> options.setBrowserSecurityHeaders(
                        Map.of("contentSecurityPolicy", "default-src 'self'; img-src 'self' data:"))).create()) {
            failElsewhere(server, realm);
            WebDriver driver = chromium.open();
            driver.get(AuthorizationCodeLogin.address(realm) + "&login_hint=" + USER);
            LoginPage page = LoginPage.in(driver);
            page.work().awaitSolution();
            page.captcha().another();
            page.fill(USER, PASSWORD).submit();

            assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
            assertThat(StreamSupport.stream(driver.manage().logs().get(LogType.BROWSER).spliterator(), false)
                    .map(LogEntry::getMessage)).noneMatch(message -> message.contains("Content Security Policy"));
        }
    }

    @Test
    void moreWorkAfterFailedLoginsElsewhereNeedsNothingOfTheUser(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = realm(server, "work", "work", 3).create()) {
            for (int i = 0; i < 3; i++) {
                failElsewhere(server, realm);
            }
            WebDriver driver = chromium.with().script(HELD_WORKERS).open();
            LoginPage page = AuthorizationCodeLogin.of(driver, realm).username(USER).password(PASSWORD);
            release(driver);
            page.work().awaitSolution();
            run(driver, "hold()");
            page.pressSubmit();

            page.work().awaitStatus(HARDER);
            assertThat(page.password()).isEqualTo(PASSWORD);
            page.leave(() -> release(driver));
            assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
        }
    }

    @Test
    void fromTheSetNumberOfFailuresOnThePictureIsNeededAsWell(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = realm(server, "either", "work-and-picture", 2).create()) {
            WebDriver driver = chromium.open();
            LoginPage page = AuthorizationCodeLogin.of(driver, realm);
            page.submitByKeyboard(USER, "wrong");
            assertThat(page.captcha().isThere()).isFalse();
            page.submitByKeyboard(USER, "wrong");
            assertThat(page.captcha().pictureIsShown()).isTrue();
            assertThat(page.work().isThere()).isTrue();

            // the page does not send it
            page.username(USER).password(PASSWORD).pressSubmit();
            Poll.until("the page asks for the characters", () -> page.captcha().error().startsWith("Please type the characters"));
            page.username(USER).password(PASSWORD).captcha().type("wrong");
            page.submit();
            assertThat(page.captcha().error()).startsWith("Those were not the characters");
            page.fill(USER, PASSWORD).submit();
            assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
        }
    }

    /** Of a name that has failed elsewhere, the page knows nothing until it is typed. */
    @Test
    void aNameThatNeedsThePictureIsAskedForItWhenItIsTyped(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = realm(server, "either", "work-and-picture", 1).create()) {
            failElsewhere(server, realm);
            WebDriver driver = chromium.open();
            LoginPage page = AuthorizationCodeLogin.of(driver, realm);
            page.submitByKeyboard(USER, PASSWORD);

            assertThat(page.captcha().error()).startsWith("Because of failed logins");
            assertThat(page.errors()).hasSize(1);
            assertThat(page.username()).isEqualTo(USER);
            page.fill(USER, PASSWORD).submit();
            assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
        }
    }

    @Test
    void withAThresholdTheWorkBeginsWhenItIsReached(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = PagesRealm.on(server).with(CaptchaFlows.loginAfter(2))
                .with(CaptchaFlows.kind("work-and-picture", 3)).attribute("captcha.kinds", "either")
                .attribute("captcha.work.derivations", "100")
                .with(PagesRealm.theme("kom")).create()) {
            WebDriver driver = chromium.open();
            LoginPage page = AuthorizationCodeLogin.of(driver, realm);
            page.submitByKeyboard(USER, "wrong");
            assertThat(page.work().isThere()).isFalse();
            page.submitByKeyboard(USER, "wrong");
            assertThat(page.work().isThere()).isTrue();
            assertThat(page.captcha().isThere()).isFalse();
            page.submitByKeyboard(USER, "wrong");
            assertThat(page.captcha().pictureIsShown()).isTrue();
            page.fill(USER, PASSWORD).submit();
            assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
        }
    }

    @Test
    void aFormThatWaitsCanBeCancelledAndIsSentOnce(Chromium chromium) {
        TestRealm realm = PagesRealm.reused(work, "kom");
        WebDriver driver = chromium.with().script(HELD_WORKERS).open();
        LoginPage page = AuthorizationCodeLogin.of(driver, realm).username(USER).password(PASSWORD);
        assertThat(page.work().role()).isEqualTo("status");
        page.pressSubmit().pressSubmit();
        page.work().awaitStatus(WAITING);
        assertThat(page.work().canBeCancelled()).isTrue();
        page.work().cancel();
        page.work().awaitStatus("The form was not sent.");
        assertThat(page.work().canBeCancelled()).isFalse();
        assertThat(driver.switchTo().activeElement().getDomAttribute("id")).isEqualTo("kc-login");
        release(driver);
        assertThat(page.password()).isEqualTo(PASSWORD);
        page.leave(() -> run(driver, "const button = document.getElementById('kc-login'); button.click(); button.click();"));

        assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
        assertThat(realm.admin().getEvents()).filteredOn(event -> event.getType().startsWith("LOGIN")).hasSize(1);
    }

    @Test
    void whatGoesWrongIsToldAndCanBeTriedAgain(Chromium chromium) {
        TestRealm realm = PagesRealm.reused(work, "kom");
        WebDriver driver = chromium.open();
        LoginPage page = AuthorizationCodeLogin.of(driver, realm).username(USER).password(PASSWORD);
        run(driver, "window.plain = fetch; window.fetch = () => Promise.reject(new TypeError('offline'));");
        page.pressSubmit();
        Poll.until("the page tells", () -> page.work().error()
                .equals("The security check could not be started. Please check your connection and try again."));
        assertThat(page.work().canBeRetried()).isTrue();
        run(driver, "window.fetch = window.plain");
        page.work().retry();

        assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
    }

    @Test
    void anExpiredChallengeIsReplacedAndSolvedSilently(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = realm(server, "work", "work", 3).attribute("captcha.lifespan", "30").create()) {
            WebDriver driver = chromium.with().clock().open();
            LoginPage page = AuthorizationCodeLogin.of(driver, realm).username(USER).password(PASSWORD);
            String first = page.work().awaitSolution().solution();
            try (ServerClock clock = ServerClock.of(server)) {
                clock.advance(31);
                Chromium.letPass(driver, Duration.ofSeconds(30));
                Poll.until("another challenge is solved",
                        () -> !page.work().solution().isEmpty() && !page.work().solution().equals(first));
                assertThat(page.work().status()).isEmpty();
                // for the page, no time has passed
                clock.advance(31);
                page.submit();

                assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
            }
        }
    }

    @Test
    void thePageWorksAfterTheBackButton(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = realm(server, "work", "work", 3).create()) {
            WebDriver driver = chromium.with().whole().open();
            LoginPage page = AuthorizationCodeLogin.of(driver, realm);
            String used = page.work().awaitSolution().solution();
            page.submitByKeyboard(USER, "wrong").goBack();
            Poll.until("the solution is not the one that was used",
                    () -> !page.work().solution().isEmpty() && !page.work().solution().equals(used));

            page.submitByKeyboard(USER, PASSWORD);
            // Keycloak takes every form of an earlier page for expired, and shows a fresh one
            assertThat(page.work().error()).isEmpty();
            page.submitByKeyboard(USER, PASSWORD);
            assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
        }
    }

    /** The page is told that its work is enough, as if the failures had come a moment later. */
    @Test
    void aRefusedSolutionBringsAHarderChallengeAndKeepsTheName(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = realm(server, "work", "work", 3).create()) {
            failElsewhere(server, realm);
            WebDriver driver = chromium.with().script("const plain = fetch; window.fetch = (url, options) => options?.method "
                    + "=== 'POST' ? Promise.resolve(new Response(null, { status: 204 })) : plain(url, options);").open();
            LoginPage page = AuthorizationCodeLogin.of(driver, realm);
            page.submitByKeyboard(USER, PASSWORD);

            assertThat(page.work().error()).isEqualTo(TOO_EASY);
            assertThat(page.errors()).hasSize(1);
            assertThat(page.username()).isEqualTo(USER);
            page.submitByKeyboard(USER, PASSWORD);
            assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
        }
    }

    @Test
    void withoutJavaScriptThePictureWillDoWhereItIsAccepted(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = realm(server, "either", "work-and-picture", 1).create()) {
            WebDriver driver = chromium.with().withoutJavaScript().open();
            LoginPage page = AuthorizationCodeLogin.of(driver, realm).username(USER).password(PASSWORD);
            page.captcha().type("wrong");
            page.submit();
            assertThat(page.captcha().error()).startsWith("Those were not the characters");
            page.captcha().anotherWithoutJavaScript();
            page.fill(USER, PASSWORD).captcha().pressEnter();
            assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();

            failElsewhere(server, realm);
            LoginPage both = AuthorizationCodeLogin.of(chromium.with().withoutJavaScript().open(), realm);
            both.fill(USER, PASSWORD).submit();
            assertThat(both.work().wordWithoutJavaScript()).isEqualTo(NO_SCRIPT);
            assertThat(both.username()).isEqualTo(USER);
        }
    }

    @Test
    void withoutJavaScriptThePageSaysSoWhereThePictureIsNotAccepted(Chromium chromium) {
        TestRealm realm = PagesRealm.reused(work, "kom");
        LoginPage page = AuthorizationCodeLogin.of(chromium.with().withoutJavaScript().open(), realm);
        assertThat(page.captcha().isThere()).isFalse();
        assertThat(page.work().wordWithoutJavaScript()).isEqualTo(NO_SCRIPT);
        page.fill(USER, PASSWORD).submit();

        assertThat(page.work().error()).isEqualTo("The security check failed. Please try again.");
        assertThat(FailureCounts.events(realm, "invalid_request")).isEqualTo(1);
    }

    @Test
    void whereTheConnectionIsNotSecureThePictureTakesThePlaceOfTheWork(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = realm(server, "either", "work", 3).create()) {
            WebDriver driver = chromium.with().host("login.example").open();
            LoginPage page = insecurely(driver, realm);
            Poll.until("the picture is there", () -> page.captcha().isThere() && page.captcha().pictureIsShown());
            Poll.until("its script is, too", () -> page.captcha().canBeReplaced());
            page.captcha().another();
            page.fill(USER, PASSWORD).submit();

            assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
        }
    }

    @Test
    void whereEverybodyIsAskedForThePictureItIsEnoughForBrowsersThatCannotWork(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = realm(server, "either", "work-and-picture", 3).attribute("captcha.everybody", "true").create()) {
            WebDriver withoutScripts = chromium.with().withoutJavaScript().open();
            LoginPage page = AuthorizationCodeLogin.of(withoutScripts, realm);
            assertThat(page.work().wordWithoutJavaScript()).isEmpty();
            page.fill(USER, PASSWORD).submit();
            assertThat(AuthorizationCodeLogin.code(withoutScripts)).isNotBlank();

            WebDriver insecure = chromium.with().host("login.example").open();
            LoginPage other = insecurely(insecure, realm);
            Poll.until("the script of the picture is there", () -> other.captcha().canBeReplaced());
            assertThat(other.captcha().pictureIsShown()).isTrue();
            assertThat(other.work().error()).isEmpty();
            other.fill(USER, PASSWORD).submit();
            assertThat(AuthorizationCodeLogin.code(insecure)).isNotBlank();
        }
    }

    @Test
    void whereTheConnectionIsNotSecureThePageSaysSo(Chromium chromium) {
        TestRealm realm = PagesRealm.reused(work, "kom");
        LoginPage page = insecurely(chromium.with().host("login.example").open(), realm);

        Poll.until("the page says so", () -> page.work().error().equals(INSECURE));
    }

    @ParameterizedTest
    @CsvSource({"picture,picture,false,true", "picture,work,false,true", "picture,work-and-picture,false,true",
        "work,picture,true,false", "work,work,true,false", "work,work-and-picture,true,false",
        "either,picture,false,true", "either,work,true,true", "either,work-and-picture,true,true"})
    void aPageHasTheKindsThatItsStepAsksForAndItsRealmAccepts(String ofRealm, String ofStep, boolean hasWork, boolean hasPicture,
            KeycloakServer server) {
        TestRealm realm = accepting(ofRealm, ofStep, server);
        HttpLogin login = HttpLogin.at(realm);
        assertThat(login.page().contains("data-kom-work")).as("work").isEqualTo(hasWork);
        assertThat(login.hasCaptcha()).as("picture, without JavaScript at least").isEqualTo(hasPicture);

        if (hasPicture) {
            assertThat(login.submit(USER, PASSWORD, TokenRequest.CODE).isOver()).isTrue();
        }
        if (!ofRealm.equals("picture")) {
            assertThat(HttpLogin.at(realm).post("username", USER, "password", PASSWORD,
                    "altcha", ProofOfWork.payload(server, realm.name())).isOver()).isEqualTo(hasWork);
        }
    }

    @Test
    void aStepWithoutThisSettingAsksForThePicture(KeycloakServer server) {
        try (TestRealm realm = PagesRealm.on(server).with(CaptchaFlows.login()).attribute("captcha.kinds", "either").create()) {
            HttpLogin login = HttpLogin.at(realm);

            assertThat(login.page()).doesNotContain("data-kom-work");
            assertThat(login.hasCaptcha()).isTrue();
        }
    }

    @Test
    void aStepWhoseKindTheRealmDoesNotAcceptIsLoggedOnce(KeycloakServer server) {
        try (TestRealm realm = realm(server, "picture", "work", 3).create()) {
            HttpLogin.at(realm);
            HttpLogin.at(realm);

            assertThat(server.log().lines()).filteredOn(line -> line.contains("captcha-kind") && line.contains(realm.name()))
                    .hasSize(1);
        }
    }

    @Test
    void aThemeThatDrawsByScriptGetsTheAddressOfTheWork(KeycloakServer server) {
        try (TestRealm realm = realm(server, "either", "work-and-picture", 1).with(PagesRealm.theme("scripted")).create()) {
            assertThat(HttpLogin.at(realm).page()).contains("workUrl: \"/realms/" + realm.name() + "/captcha/work\"");
            failElsewhere(server, realm);
            assertThat(HttpLogin.at(realm, "login_hint=" + USER).page())
                    .contains("workUrl: \"/realms/" + realm.name() + "/captcha/work?picture=true\"");
        }
    }

    /** One that it fetches is enough for its address, and would be refused again and again. */
    @ParameterizedTest
    @CsvSource({"3,false", "2,true"})
    void aThemeThatDrawsByScriptGetsAChallengeThatIsEnoughForTheName(int pictureFailures, boolean withPicture,
            KeycloakServer server) {
        try (TestRealm realm = realm(server, "either", "work-and-picture", pictureFailures)
                .with(PagesRealm.theme("scripted")).create()) {
            failElsewhere(server, realm);
            failElsewhere(server, realm);

            String page = HttpLogin.at(realm, "login_hint=" + USER).page();

            assertThat(page).contains("\\\"level\\\":2");
            assertThat(page.contains("codeChallenge")).isEqualTo(withPicture);
        }
    }

    @Test
    void ofGuessesThatAreSentAtTheSameMomentOneIsJudged(KeycloakServer server) {
        try (TestRealm realm = realm(server, "work", "work", 3).costlyHashes().create()) {
            Map<HttpLogin, String> guesses = IntStream.range(0, 10).boxed().collect(Collectors.toMap(
                    i -> HttpLogin.from("198.51.100." + i, realm), i -> ProofOfWork.payload(server, realm.name())));

            HttpLogin.allAtOnce(List.copyOf(guesses.keySet()),
                    login -> login.post("username", USER, "password", "wrong", "altcha", guesses.get(login)));

            assertThat(FailureCounts.events(realm, "invalid_user_credentials")).isEqualTo(1);
            assertThat(FailureCounts.events(realm, "invalid_captcha")).isEqualTo(9);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {USER, "nobody"})
    void aLoginHintTellsTheFailuresOfANameAndNotWhetherThereIsSuchAUser(String name, KeycloakServer server) {
        try (TestRealm realm = realm(server, "work", "work", 3).create()) {
            failElsewhere(server, realm, name);
            failElsewhere(server, realm, name);

            assertThat(HttpLogin.at(realm, "login_hint=" + name).page()).contains("&quot;level&quot;:2");
            assertThat(HttpLogin.at(realm, "login_hint=another").page()).contains("&quot;level&quot;:0");
        }
    }

    /** A wrong password at the token endpoint, from another address. */
    private static void failElsewhere(KeycloakServer server, TestRealm realm) {
        failElsewhere(server, realm, USER);
    }

    private static void failElsewhere(KeycloakServer server, TestRealm realm, String username) {
        ServerResponse response = failElsewhere(server, realm, username, ProofOfWork.payload(server, realm.name()));
        if (response.json().has("challenge")) {
            response = failElsewhere(server, realm, username, ProofOfWork.payload(response.json().get("challenge")));
        }
        assertThat(response.member("error_description")).isEqualTo("Invalid user credentials");
    }

    private static ServerResponse failElsewhere(KeycloakServer server, TestRealm realm, String username, String solution) {
        return TokenRequest.withoutCaptcha(server, realm.name(), "captcha").client(PagesRealm.CLIENT, null).param("scope", null)
                .header("X-Forwarded-For", "198.51.100.7").param("username", username).param("password", "wrong")
                .param("altcha", solution).send();
    }

    private static LoginPage insecurely(WebDriver driver, TestRealm realm) {
        driver.get(AuthorizationCodeLogin.address(realm).toString().replaceFirst("//[^:/]+", "//login.example"));
        return LoginPage.in(driver);
    }

    /** One realm for each kind of step, which accepts these kinds from now on. */
    private static TestRealm accepting(String kinds, String ofStep, KeycloakServer server) {
        TestRealm realm = BY_STEP.computeIfAbsent(ofStep, step -> realm(server, kinds, step, 3).create());
        RealmRepresentation change = realm.admin().toRepresentation();
        change.getAttributes().put("captcha.kinds", kinds);
        realm.admin().update(change);
        return realm;
    }

    private static void release(WebDriver driver) {
        run(driver, "release()");
    }

    private static void run(WebDriver driver, String script) {
        ((JavascriptExecutor) driver).executeScript(script);
    }

    private static TestRealmOptions realm(KeycloakServer server, String kindsOfRealm, String kindOfSteps, int pictureFailures) {
        return PagesRealm.on(server).with(CaptchaFlows.login()).with(CaptchaFlows.registration())
                .with(CaptchaFlows.resetPassword())
                .with(CaptchaFlows.kind(kindOfSteps, pictureFailures)).with(PagesRealm.theme("kom"))
                .attribute("captcha.kinds", kindsOfRealm).attribute("captcha.work.derivations", "100");
    }
}
