package io.komauth.captcha;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.komauth.testing.DemoTenant;
import io.komauth.testing.EachVersion;
import io.komauth.testing.Full;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Metrics;
import io.komauth.testing.Request;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TokenRequest;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server in production with nothing but the product, for the sake of the captcha alone. */
@Full
@EachVersion
class ProductIT {

    private static KeycloakServer server;

    @BeforeAll
    static void start() {
        server = KeycloakServer.named("product").withoutTestSupport().withoutLoginApi().production().demoRealm().start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Whose captchas nobody can solve without looking at them. */
    @Test
    void theFixedAnswerDoesNotSolveItsCaptchas() {
        assertThat(IntStream.range(0, 20)
                .mapToObj(i -> TokenRequest.captchaGrant(server, DemoTenant.NAME).send()))
                .extracting(ServerResponse::toString)
                .containsOnly("400 {\"error\":\"invalid_grant\",\"error_description\":\"Wrong captcha code\"}");
    }

    /** So that a server of thousands of realms has no thousands of series. */
    @Test
    void metricsDoNotTellRealmsApart() {
        TokenRequest.captchaGrant(server, DemoTenant.NAME).send();

        assertThat(Metrics.of(server).values("kom_captcha_issued_total").keySet()).singleElement().asString()
                .contains("kind=\"picture\"").doesNotContain("realm");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"})
    void theLoginApiCanBeDisabledCompletely(String method) {
        ServerResponse nowhere = request(method, "/kom-ams-nowhere/oauth/token");

        assertThat(Stream.of("", "/", "/oauth", "/oauth/token", "/oauth/captcha", "/oauth/logout", "/oauth/user-info", "/oauth/token/",
                "/oauth/x", "/oauth/captcha?tenantId=000000")).allSatisfy(path -> {
                    ServerResponse response = request(method, "/kom-ams-auth" + path);
                    assertThat(response.status()).as(path).isEqualTo(404);
                    assertThat(response.text()).as(path).isEqualTo(nowhere.text());
                    assertThat(response.header("Access-Control-Allow-Origin")).as(path).isEmpty();
                });
        // newer servers themselves refuse parameters in a path
        assertThat(Stream.of(";x=1/oauth/captcha", "/oauth;x=1/token"))
                .allSatisfy(path -> assertThat(request(method, "/kom-ams-auth" + path).status()).as(path).isIn(400, 404));
    }

    private static ServerResponse request(String method, String path) {
        return Request.of(method, server.uri(path)).header("Origin", "https://app.example.org")
                .header("Access-Control-Request-Method", "POST").header("tenantId", DemoTenant.NAME)
                .body("application/json", method.equals("HEAD") ? "" : "{}").send();
    }
}
