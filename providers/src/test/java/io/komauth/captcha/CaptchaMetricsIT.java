package io.komauth.captcha;

import static io.komauth.testing.TokenRequest.CODE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.komauth.testing.DemoTenant;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.LoginApiRequest;
import io.komauth.testing.Metrics;
import io.komauth.testing.ProofOfWork;
import io.komauth.testing.Request;
import io.komauth.testing.ServerClock;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.Test;

@WithKeycloak
class CaptchaMetricsIT {

    private static final String ISSUED = "kom_captcha_issued_total";
    private static final String REDEEMED = "kom_captcha_redeemed_total";
    private static final int LIFESPAN = 600;

    @Test
    void captchasAreCountedWhenTheyAreIssued(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server)) {
            TokenRequest.fetchCaptcha(server, tenant.name());
            LoginApiRequest.fetchCaptcha(server, tenant.name());

            assertThat(Metrics.of(server).sum(ISSUED, realm(tenant.name()))).isEqualTo(2);
        }
    }

    @Test
    void captchasForAnyTenantAreCountedForNone(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server)) {
            double before = Metrics.of(server).sum(ISSUED, realm(""));

            String key = LoginApiRequest.fetchCaptcha(server, null);
            LoginApiRequest.withoutCaptcha(server, tenant.name()).captcha(key, CODE).send();

            Metrics metrics = Metrics.of(server);
            assertThat(metrics.sum(ISSUED, realm(""))).isGreaterThan(before);
            assertThat(metrics.sum(ISSUED, realm(tenant.name()))).isZero();
            assertThat(metrics.sum(REDEEMED, realm(tenant.name()), "outcome=\"solved\"")).isEqualTo(1);
            assertThat(metrics.sum(REDEEMED, realm(tenant.name()))).isEqualTo(1);
        }
    }

    @Test
    void redemptionsAreCountedOnceByOutcome(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, realm -> realm.getAttributes().put("captcha.lifespan", "30"))) {
            TokenRequest login = TokenRequest.withoutCaptcha(server, tenant.name(), "captcha");
            String late = TokenRequest.fetchCaptcha(server, tenant.name());
            // a tenant asks of captchas for any tenant what it asks of its own
            String lateForAny = LoginApiRequest.fetchCaptcha(server, null);
            String good = TokenRequest.fetchCaptcha(server, tenant.name());

            assertThat(login.captcha(good, CODE).send().status()).isEqualTo(200);
            login.captcha(good, CODE).send();
            login.captcha(TokenRequest.fetchCaptcha(server, tenant.name()), "wrong").send();
            login.captcha(TokenRequest.fetchCaptcha(server, DemoTenant.NAME), CODE).send();
            login.captcha("no-key", CODE).send();
            try (ServerClock clock = ServerClock.of(server)) {
                clock.advance(31);
                login.captcha(late, CODE).send();
                LoginApiRequest.withoutCaptcha(server, tenant.name()).captcha(lateForAny, CODE).send();
            }

            Metrics metrics = Metrics.of(server);
            assertThat(List.of("solved", "wrong", "used", "unknown", "expired"))
                    .extracting(outcome -> metrics.sum(REDEEMED, realm(tenant.name()), outcome(outcome)))
                    .containsExactly(1.0, 1.0, 1.0, 2.0, 2.0);
        }
    }

    @Test
    void proofOfWorkIsCountedApartFromPictures(KeycloakServer server) {
        // little work, and time enough to solve all of it on a slow machine
        try (TestRealm tenant = withWork(server); TestRealm other = withWork(server)) {
            TokenRequest login = TokenRequest.withoutCaptcha(server, tenant.name(), "captcha");
            String late = ProofOfWork.payload(server, tenant.name());
            String easy = ProofOfWork.payload(server, tenant.name());
            String good = ProofOfWork.payload(server, tenant.name());

            assertThat(login.param("altcha", good).send().status()).isEqualTo(200);
            login.param("altcha", good).send();
            login.param("altcha", ProofOfWork.payload(server, other.name())).send();
            login.param("altcha", "no-work").send();
            login.param("altcha", ProofOfWork.payload(server, tenant.name())).param("password", "wrong").send();
            login.param("altcha", easy).send();
            try (ServerClock clock = ServerClock.of(server)) {
                clock.advance(LIFESPAN + 1);
                login.param("altcha", late).send();
            }

            Metrics metrics = Metrics.of(server);
            // one is in the response to the work that was too easy
            assertThat(metrics.sum(ISSUED, realm(tenant.name()), "kind=\"work\"")).isEqualTo(5);
            assertThat(metrics.sum(ISSUED, realm(tenant.name()), "kind=\"picture\"")).isZero();
            assertThat(List.of("solved", "wrong", "used", "unknown", "too_easy", "expired"))
                    .extracting(outcome -> metrics.sum(REDEEMED, realm(tenant.name()), outcome(outcome), "kind=\"work\""))
                    .containsExactly(2.0, 0.0, 1.0, 2.0, 1.0, 1.0);
            assertThat(metrics.sum(REDEEMED, realm(tenant.name()), "kind=\"picture\"")).isZero();
        }
    }

    @Test
    void clientInputCreatesNoNewSeries(KeycloakServer server) {
        TokenRequest.captchaGrant(server, DemoTenant.NAME).send();
        TokenRequest.withoutCaptcha(server, DemoTenant.NAME, "captcha").captcha("no-key", CODE).send();
        List<String> before = Metrics.of(server).names("kom_");

        for (int i = 0; i < 50; i++) {
            String text = UUID.randomUUID().toString();
            TokenRequest.captchaGrant(server, DemoTenant.NAME).param("username", text).send();
            TokenRequest.withoutCaptcha(server, DemoTenant.NAME, "captcha").captcha(text, CODE).send();
            LoginApiRequest.withoutCaptcha(server, text).send();
            Request.get(LoginApiRequest.uri(server, "captcha")).header("tenantId", text).send();
            Request.get(server.uri("/realms/" + text + "/captcha")).send();
        }

        assertThat(Metrics.of(server).names("kom_")).isEqualTo(before);
    }

    @Test
    void paintingIsTimed(KeycloakServer server) {
        TokenRequest.fetchCaptcha(server, DemoTenant.NAME);

        Metrics metrics = Metrics.of(server);

        double count = metrics.sum("kom_captcha_painting_seconds_count");
        assertThat(count).isPositive();
        assertThat(metrics.sum("kom_captcha_painting_seconds_bucket", "le=\"+Inf\"")).isGreaterThanOrEqualTo(count);
        assertThat(metrics.sum("kom_captcha_painting_seconds_sum") / count).isBetween(0.000_01, 1.0);
    }

    private static TestRealm withWork(KeycloakServer server) {
        return DemoTenant.copyTo(server, realm -> realm.getAttributes().putAll(Map.of("captcha.kinds", "either",
                "captcha.work.derivations", "100", "captcha.lifespan", String.valueOf(LIFESPAN))));
    }

    private static String realm(String name) {
        return "realm=\"" + name + '"';
    }

    private static String outcome(String name) {
        return "outcome=\"" + name + '"';
    }
}
