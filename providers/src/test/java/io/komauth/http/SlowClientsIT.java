package io.komauth.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import io.komauth.testing.DemoTenant;
import io.komauth.testing.EachVersion;
import io.komauth.testing.Full;
import io.komauth.testing.Haproxy;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Nginx;
import io.komauth.testing.ProxyProcess;
import io.komauth.testing.Request;
import io.komauth.testing.SlowClients;
import io.komauth.testing.WithKeycloak;
import io.komauth.testing.WithPrograms;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** More slow clients than a server has threads, and whether it still answers others. */
@Full
@EachVersion
@WithKeycloak
class SlowClientsIT {

    /** {@code -Dslow.clients=1000} tries more. */
    private static final int CLIENTS = Integer.getInteger("slow.clients", 120);
    private static final int PROBES = 20;

    /** Many times what an answer takes on a busy machine, and less than the clients are waited for. */
    private static final Duration SOON = Duration.ofSeconds(8);

    private static final String TOKEN = "/kom-ams-auth/oauth/token";
    private static final String LOGOUT = "/kom-ams-auth/oauth/logout";
    private static final String AUDIO = "/realms/" + DemoTenant.NAME + "/captcha/audio";
    private static final String ADMIN = "/admin/realms";
    private static final String STANDARD = "/realms/" + DemoTenant.NAME + "/protocol/openid-connect/token";

    @ParameterizedTest
    @CsvSource({"/kom-ams-auth/oauth/token,application/json", "/kom-ams-auth/oauth/token,application/x-www-form-urlencoded",
            "/kom-ams-auth/oauth/token,multipart/form-data; boundary=x",
            "/realms/000000/captcha/audio,application/x-www-form-urlencoded", "/realms/000000/captcha/work/verify,application/json"})
    void slowClientsDoNotBlockOurEndpoints(String path, String contentType, KeycloakServer server) {
        try (SlowClients slow = SlowClients.connect(CLIENTS, uris(server::uri, path), "Content-Type: " + contentType)) {
            assertOthersAreAnswered(server::uri);
            assertThat(slow.responses()).hasSize(CLIENTS).allSatisfy(response -> assertThat(response)
                    .startsWith("HTTP/1.1 408 ").contains("\"error\":\"invalid_request\"", "within 10 seconds"));
        }
    }

    @Test
    void aSlowLogoutIsALogout(KeycloakServer server) {
        try (SlowClients slow = SlowClients.connect(1, uris(server::uri, LOGOUT))) {
            assertThat(slow.responses()).singleElement().asString().startsWith("HTTP/1.1 200 ").contains("\"success\":true");
        }
    }

    @Test
    void slowClientsDoNotBlockAnyEndpointBehindTheProxy(KeycloakServer server) {
        try (ProxyProcess proxy = Haproxy.before(server);
                SlowClients slow = SlowClients.connect(CLIENTS, uris(proxy::uri, TOKEN, AUDIO, STANDARD),
                        "Content-Type: application/x-www-form-urlencoded")) {
            assertOthersAreAnswered(proxy::uri);
            assertThat(slow.responses()).hasSize(CLIENTS).allMatch(response -> response.startsWith("HTTP/1.1 408 "), "refused");
        }
    }

    /** A proxy that passes on what it has, once its buffer is full, would have a thread wait for the rest. */
    @ParameterizedTest
    @CsvSource({"Content-Length: 1000000, application/x-www-form-urlencoded", "Transfer-Encoding: chunked, application/x-www-form-urlencoded",
            "Transfer-Encoding: chunked, application/json", "Content-Length: 1000000, application/json"})
    void slowClientsDoNotBlockTheServerAfterAnInitialBurst(String framing, String contentType, KeycloakServer server) {
        try (ProxyProcess proxy = Haproxy.before(server);
                SlowClients slow = SlowClients.connectWithBurst(CLIENTS, uris(proxy::uri, TOKEN, AUDIO, STANDARD, ADMIN),
                        framing, "Content-Type: " + contentType)) {
            assertOthersAreAnswered(proxy::uri);
        }
    }

    @Test
    void slowHeadersBlockNothing(KeycloakServer server) {
        try (SlowClients slow = SlowClients.connectWithSlowHeader(CLIENTS, uris(server::uri, TOKEN, AUDIO, STANDARD))) {
            assertOthersAreAnswered(server::uri);
        }
    }

    @Test
    void slowHeadersBlockNothingBehindTheProxy(KeycloakServer server) {
        try (ProxyProcess proxy = Haproxy.before(server);
                SlowClients slow = SlowClients.connectWithSlowHeader(CLIENTS, uris(proxy::uri, TOKEN, AUDIO, STANDARD))) {
            assertOthersAreAnswered(proxy::uri);
            assertThat(slow.responses()).hasSize(CLIENTS).allMatch(response -> response.startsWith("HTTP/1.1 408 "), "refused");
        }
    }

    /** Unlike HAProxy, it limits the time between two bytes of a body, and not the whole. */
    @Test
    @WithPrograms("nginx")
    void slowClientsDoNotBlockAnyEndpointBehindNginx(KeycloakServer server) {
        try (ProxyProcess proxy = Nginx.start("client_header_timeout 10s;\nclient_body_timeout 10s;\nserver { "
                + Nginx.LISTEN + "\nlocation / { proxy_pass " + server.url() + "; proxy_request_buffering on; }\n}\n");
                SlowClients slow = SlowClients.connect(CLIENTS, uris(proxy::uri, TOKEN, AUDIO, STANDARD),
                        "Content-Type: application/x-www-form-urlencoded");
                SlowClients burst = SlowClients.connectWithBurst(CLIENTS, uris(proxy::uri, TOKEN, AUDIO, STANDARD, ADMIN),
                        "Transfer-Encoding: chunked", "Content-Type: application/x-www-form-urlencoded");
                SlowClients headers = SlowClients.connectWithSlowHeader(CLIENTS, uris(proxy::uri, TOKEN, AUDIO, STANDARD))) {
            assertOthersAreAnswered(proxy::uri);
            assertThat(headers.responses()).as("ended after 10 seconds").hasSize(CLIENTS);
        }
    }

    private static void assertOthersAreAnswered(Function<String, URI> server) {
        for (int probe = 0; probe < PROBES; probe++) {
            long begin = System.nanoTime();
            assertThat(Request.get(server.apply("/realms/" + DemoTenant.NAME + "/captcha")).send().status()).isEqualTo(200);
            assertThat(Request.post(server.apply(TOKEN)).body("application/json", "{}").send().status()).isEqualTo(400);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
        }
    }

    private static List<URI> uris(Function<String, URI> server, String... paths) {
        return Stream.of(paths).map(server).toList();
    }
}
