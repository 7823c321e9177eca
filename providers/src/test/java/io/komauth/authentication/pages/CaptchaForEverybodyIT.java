package io.komauth.authentication.pages;

import static io.komauth.authentication.pages.PagesRealm.PASSWORD;
import static io.komauth.authentication.pages.PagesRealm.USER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;

import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.EachDatabase;
import io.komauth.testing.EachVersion;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Metrics;
import io.komauth.testing.ProofOfWork;
import io.komauth.testing.ServerClock;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.keycloak.representations.idm.RealmRepresentation;

/** Where a captcha is asked for only after failed logins, everybody is asked: by an administrator's switch, or by a wave of failures. */
@WithKeycloak
@EachVersion
@EachDatabase
class CaptchaForEverybodyIT {

    private static final String NEEDED = "Because of failed logins, please also type the characters in the picture.";
    private static final int FAILURES = 5;
    private static final int WINDOW = 600;

    private final KeycloakServer server;

    CaptchaForEverybodyIT(KeycloakServer server) {
        this.server = server;
    }

    /** The switch, as an administrator sets it. */
    static void ask(TestRealm realm, boolean isOn) {
        set(realm, "captcha.everybody", Boolean.toString(isOn));
    }

    @Test
    void theSwitchAsksEverybodyOnPagesAndForTokensWhileItIsOn() {
        try (TestRealm realm = PagesRealm.on(server).with(CaptchaFlows.loginAfter(3)).with(CaptchaFlows.directGrantAfter(3))
                .with(PagesRealm.theme("kom")).create()) {
            HttpLogin before = HttpLogin.from("192.0.2.1", realm);
            assertThat(before.hasCaptcha()).isFalse();
            assertThat(token(realm, PASSWORD).status()).isEqualTo(200);
            ask(realm, true);

            assertThat(HttpLogin.from("192.0.2.2", realm).hasCaptcha()).isTrue();
            assertThat(token(realm, PASSWORD).member("error_description")).isEqualTo("Missing parameter: captchaKey");
            assertIsAskedAndLogsIn(before);
            set(realm, "captcha.everybody", "yes");
            assertThat(HttpLogin.from("192.0.2.2", realm).hasCaptcha()).as("no such value").isFalse();
            assertThat(server.log()).containsOnlyOnce(realm.name() + ": the value 'yes' of captcha.everybody is out of range, false is");
            ask(realm, false);
            assertThat(HttpLogin.from("192.0.2.2", realm).submit(USER, PASSWORD).isOver()).isTrue();
            assertThat(token(realm, PASSWORD).status()).isEqualTo(200);
        }
    }

    @Test
    void theSwitchAsksEverybodyOnThePageForTheName() {
        try (TestRealm realm = PagesRealm.on(server).with(CaptchaFlows.usernameFirstAfter(3)).attribute("captcha.everybody", "true")
                .with(PagesRealm.theme("kom")).create()) {
            HttpLogin login = HttpLogin.at(realm);
            assertThat(login.hasCaptcha()).isTrue();
            assertThat(login.post("username", USER).asksForAPassword()).isFalse();

            assertThat(login.postSolved("username", USER).asksForAPassword()).isTrue();
        }
    }

    @Test
    void aWaveOfFailedLoginsAsksEverybody() {
        try (TestRealm realm = attacked()) {
            HttpLogin before = HttpLogin.from("192.0.2.1", realm);
            fail(realm, FAILURES - 1);
            assertThat(HttpLogin.from("192.0.2.2", realm).hasCaptcha()).isFalse();
            assertThat(waves(realm)).isZero();
            HttpLogin.from("198.51.100.99", realm).submit(USER, "wrong");

            assertThat(HttpLogin.from("192.0.2.2", realm).hasCaptcha()).isTrue();
            assertIsAskedAndLogsIn(before);
            assertThat(token(realm, PASSWORD).member("error_description")).isEqualTo("Missing parameter: captchaKey");
            assertThat(waves(realm)).isEqualTo(1);
            assertThat(lines(realm)).singleElement().asString()
                    .contains("WARN", "5 failed logins within 600 seconds").doesNotContain(USER, "nobody", "198.51.100");
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "keycloak.server.version", matches = "26\\.[7-9]\\..*",
            disabledReason = "On 26.2 the server's caches do not follow the clock that a test moves")
    void aWaveIsOverAfterItsWindowAndRefusedCaptchasDoNotProlongIt() {
        try (TestRealm realm = attacked(); ServerClock clock = ServerClock.of(server)) {
            fail(realm, FAILURES);
            HttpLogin during = HttpLogin.from("192.0.2.2", realm);
            clock.advance(WINDOW - 100);
            for (int i = 0; i < 2 * FAILURES; i++) {
                during.submit(USER, PASSWORD);
                during.submit(USER, PASSWORD, "wrong");
            }
            assertThat(during.hasCaptcha()).isTrue();

            clock.advance(101);
            assertThat(HttpLogin.from("192.0.2.3", realm).submit(USER, PASSWORD).isOver()).isTrue();
            assertThat(HttpLogin.from("192.0.2.3", realm).hasCaptcha()).isFalse();
            assertThat(token(realm, PASSWORD).status()).isEqualTo(200);
            assertThat(waves(realm)).isZero();
            assertThat(lines(realm)).hasSize(2).last().asString().contains("INFO", "fewer than 5 failed logins");
        }
    }

    @Test
    void ofManyFailuresAtTheSameMomentNoneIsLost() {
        try (TestRealm realm = PagesRealm.on(server).with(CaptchaFlows.loginAfter(10)).with(PagesRealm.theme("kom"))
                .attribute("captcha.everybody.failures", "12").create()) {
            List<HttpLogin> logins = IntStream.range(0, 12).mapToObj(i -> HttpLogin.from("198.51.100." + i, realm)).toList();
            HttpLogin.allAtOnce(logins, login -> login.submit("nobody-" + logins.indexOf(login), "wrong"));

            assertThat(HttpLogin.at(realm).hasCaptcha()).isTrue();
            assertThat(lines(realm)).hasSize(1);
            set(realm, "captcha.everybody.failures", "0");
            assertThat(HttpLogin.at(realm).hasCaptcha()).as("switched off").isFalse();
        }
    }

    @Test
    void whereProofOfWorkNeedsThePictureAfterFailuresEverybodyNeedsIt() {
        try (TestRealm realm = PagesRealm.on(server).with(CaptchaFlows.login()).with(CaptchaFlows.registration())
                .with(CaptchaFlows.resetPassword()).with(CaptchaFlows.kind("work-and-picture", 3)).with(PagesRealm.theme("kom"))
                .attribute("captcha.kinds", "either").attribute("captcha.work.derivations", "100")
                .attribute("captcha.work.picture-from", "3").create()) {
            HttpLogin before = HttpLogin.at(realm);
            assertThat(before.page()).contains("data-kom-work").doesNotContain("data-picture-enough");
            assertThat(workToken(realm).status()).isEqualTo(200);
            ask(realm, true);

            before.post("username", USER, "password", PASSWORD, "altcha", before.solution());
            assertThat(before.page()).contains(NEEDED, "data-kom-work", "data-picture-enough", "value=\"" + USER + '"');
            String solution = before.solution();
            assertThat(before.postSolved("username", USER, "password", PASSWORD, "altcha", solution).isOver()).isTrue();
            assertThat(HttpLogin.at(realm).submit(USER, PASSWORD, TokenRequest.CODE).isOver()).as("without scripts").isTrue();
            HttpLogin reset = HttpLogin.at(realm).forgetPassword();
            assertThat(reset.post("username", USER, "altcha", reset.solution()).page()).contains(NEEDED);
            HttpLogin register = HttpLogin.at(realm).register();
            assertThat(register.post("username", "bob", "altcha", register.solution()).page()).contains(NEEDED);

            ServerResponse refused = workToken(realm);
            assertThat(refused.member("error")).isEqualTo("invalid_grant");
            assertThat(refused.json().get("challenge").get("codeChallenge").get("image").asText()).startsWith("data:image/png");
            assertThat(login(realm).captcha(TokenRequest.fetchCaptcha(server, realm.name()), TokenRequest.CODE).send().status())
                    .as("the picture alone").isEqualTo(200);
        }
    }

    private TestRealm attacked() {
        return PagesRealm.on(server).with(CaptchaFlows.loginAfter(3)).with(CaptchaFlows.directGrantAfter(3))
                .with(PagesRealm.theme("kom")).attribute("captcha.everybody.failures", Integer.toString(FAILURES))
                .attribute("captcha.everybody.window", Integer.toString(WINDOW)).create();
    }

    /** By other names and from other addresses each, on the page and by token requests. */
    private void fail(TestRealm realm, int failures) {
        for (int i = 0; i < failures; i++) {
            if (i % 2 == 0) {
                HttpLogin.from("198.51.100." + i, realm).submit("nobody-" + i, "wrong");
            } else {
                token(realm, "198.51.100." + i, "nobody-" + i, "wrong");
            }
        }
    }

    /** A page that was opened before: it says why, keeps the name, and goes on with the captcha. */
    private static void assertIsAskedAndLogsIn(HttpLogin page) {
        page.submit(USER, PASSWORD);
        assertThat(page.isOver()).isFalse();
        assertThat(page.page()).contains(NEEDED, "value=\"" + USER + '"');
        assertThat(page.submit(USER, PASSWORD, TokenRequest.CODE).isOver()).isTrue();
    }

    private ServerResponse token(TestRealm realm, String password) {
        return token(realm, "192.0.2.50", USER, password);
    }

    private ServerResponse token(TestRealm realm, String address, String username, String password) {
        return login(realm).param("grant_type", "password").header("X-Forwarded-For", address).param("username", username)
                .param("password", password).send();
    }

    private ServerResponse workToken(TestRealm realm) {
        return login(realm).param("altcha", ProofOfWork.payload(server, realm.name())).send();
    }

    private TokenRequest login(TestRealm realm) {
        return TokenRequest.withoutCaptcha(server, realm.name(), "captcha").client(PagesRealm.CLIENT, null).param("scope", null)
                .param("username", USER).param("password", PASSWORD);
    }

    private double waves(TestRealm realm) {
        return Metrics.of(server).sum("kom_captcha_waves", "realm=\"" + realm.name() + '"');
    }

    private List<String> lines(TestRealm realm) {
        return server.log().lines().filter(line -> line.contains("Realm " + realm.name() + ": ") && line.contains("failed logins"))
                .toList();
    }

    private static void set(TestRealm realm, String attribute, String value) {
        RealmRepresentation change = realm.admin().toRepresentation();
        change.getAttributes().put(attribute, value);
        realm.admin().update(change);
    }
}
