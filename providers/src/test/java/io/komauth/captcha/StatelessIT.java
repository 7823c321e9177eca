package io.komauth.captcha;

import static io.komauth.testing.TokenRequest.CODE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.komauth.testing.Browser;
import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.DemoTenant;
import io.komauth.testing.EachDatabase;
import io.komauth.testing.EachVersion;
import io.komauth.testing.Full;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Metrics;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.keycloak.representations.idm.RealmRepresentation;

/** With the preview feature {@code stateless}, used captchas are rows of the database; and everything is logged. */
@Full
@EachVersion
@EnabledIfSystemProperty(named = "keycloak.server.version", matches = "26\\.[7-9]\\..*",
        disabledReason = "Keycloak has the feature stateless from 26.7 on")
@EachDatabase
class StatelessIT {

    /** From 26.8 on, the server starts only under a name of its own. */
    private static final String CLUSTER = "--spi-cache-embedded--default--cluster-name=kom-auth";

    private static KeycloakServer server;

    @BeforeAll
    static void start() {
        server = KeycloakServer.named("stateless").demoRealm().logLevel("debug,io.komauth:trace")
                .fixedCaptchas().options("--features=stateless", CLUSTER).start();
        DemoTenant.unprotectOn(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aWrongCodeSpendsTheCaptchaThoughTheRequestIsRolledBack() {
        String key = TokenRequest.fetchCaptcha(server, DemoTenant.NAME);
        TokenRequest login = TokenRequest.withoutCaptcha(server, DemoTenant.NAME, "captcha");

        assertThat(login.captcha(key, "wrong").send().member("error_description")).isEqualTo("Wrong captcha code");
        assertIsSpent(login.captcha(key, CODE).send());
    }

    @Test
    void ofThirtyRequestsAtOnceWithOneCaptchaExactlyOneSucceeds() {
        String key = TokenRequest.fetchCaptcha(server, DemoTenant.NAME);

        List<Integer> statuses = Stream.generate(() -> TokenRequest.withoutCaptcha(server, DemoTenant.NAME, "captcha"))
                .limit(30).toList().parallelStream()
                .map(login -> login.captcha(key, CODE).send().status()).toList();

        assertThat(statuses).containsOnlyOnce(200).allMatch(status -> status == 200 || status == 400);
    }

    @Test
    void aRestartLosesNoCaptchaNoUsedKeyAndNoWaveOfFailedLogins() {
        TestRealm attacked = TestRealm.on(server).user("ana", "password").client("app", "secret").with(CaptchaFlows.loginAfter(10))
                .attribute("captcha.everybody.failures", "8").attribute("captcha.everybody.window", "3600").create();
        for (int i = 0; i < 8; i++) {
            assertThat(loginPage(attacked).hasCaptcha()).isFalse();
            TokenRequest.withoutCaptcha(server, attacked.name(), "password").client("app", "secret").param("scope", null)
                    .param("username", "nobody" + i).send();
        }
        assertThat(loginPage(attacked).hasCaptcha()).isTrue();
        String used = TokenRequest.fetchCaptcha(server, DemoTenant.NAME);
        String unused = TokenRequest.fetchCaptcha(server, DemoTenant.NAME);
        TokenRequest login = TokenRequest.withoutCaptcha(server, DemoTenant.NAME, "captcha");
        assertThat(login.captcha(used, CODE).send().status()).isEqualTo(200);

        server.restart();

        assertIsSpent(login.captcha(used, CODE).send());
        assertThat(login.captcha(unused, CODE).send().status()).isEqualTo(200);
        assertThat(loginPage(attacked).hasCaptcha()).isTrue();
        attacked.close();
    }

    /** With this feature each transaction of the count takes a connection to the database, inside the request's own. */
    @Test
    void aLoginThatCountsFailuresTakesFourMoreTransactionsThanOneThatDoesNotWhateverTheLimit() {
        double plain = connectionsOfALogin(realm -> { });
        List<Double> counting = Stream.of(1, 3, 10).map(limit -> connectionsOfALogin(CaptchaFlows.loginAfter(limit))).toList();

        assertThat(counting).allMatch(connections -> connections > plain && connections <= plain + 4);
    }

    /** @return the fewest of several logins: the server uses the database for itself, too */
    private static double connectionsOfALogin(Consumer<RealmRepresentation> flow) {
        try (TestRealm realm = TestRealm.on(server).user("ana", "password").client("app", "secret").with(flow).create()) {
            return Stream.generate(() -> {
                double before = connections();
                loginPage(realm).logIn("ana", "password").parameter("code");
                return connections() - before;
            }).limit(8).min(Double::compare).orElseThrow();
        }
    }

    private static Browser loginPage(TestRealm realm) {
        return new Browser().open(realm.uri("/protocol/openid-connect/auth?client_id=app&response_type=code&scope=openid"
                + "&redirect_uri=http://localhost/callback"));
    }

    private static double connections() {
        return Metrics.of(server).sum("agroal_acquire_count_total");
    }

    @Test
    void noSecretReachesALogAtTraceLevel() {
        String password = "password-" + UUID.randomUUID();
        try (TestRealm tenant = DemoTenant.copyTo(server,
                realm -> realm.getUsers().get(0).getCredentials().get(0).setValue(password))) {
            String good = TokenRequest.fetchCaptcha(server, tenant.name());
            String spent = TokenRequest.fetchCaptcha(server, tenant.name());
            String other = TokenRequest.fetchCaptcha(server, tenant.name());
            TokenRequest login = TokenRequest.withoutCaptcha(server, tenant.name(), "captcha").param("scope", "openid all");
            ServerResponse success = login.captcha(good, CODE).param("password", password).send();
            ServerResponse refreshed = TokenRequest.withoutCaptcha(server, tenant.name(), "refresh_token")
                    .param("refresh_token", success.member("refresh_token")).send();
            ServerResponse wrong = login.captcha(spent, "a-wrong-code").send();
            ServerResponse refused = login.captcha(other, CODE).param("password", "a-wrong-password").send();

            assertThat(List.of(success.status(), refreshed.status(), wrong.status(), refused.status()))
                    .containsExactly(200, 200, 400, 400);
            String log = server.log();
            assertThat(log).contains("DEBUG", tenant.name()).doesNotContainPattern("\\b" + CODE + "\\b");
            assertThat(log).doesNotContain(good, spent, other, password, "a-wrong-code", "a-wrong-password",
                    success.member("access_token"), success.member("refresh_token"), success.member("id_token"),
                    refreshed.member("access_token"), refreshed.member("refresh_token"));
        }
    }

    private static void assertIsSpent(ServerResponse response) {
        assertThat(response.member("error_description")).isEqualTo("Captcha is expired, used or not valid");
    }
}
