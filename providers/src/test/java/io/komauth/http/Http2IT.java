package io.komauth.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import io.komauth.testing.DemoTenant;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.LoginApiRequest;
import io.komauth.testing.Md5;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our endpoints by HTTP/2, which browsers choose where Keycloak itself does TLS. */
@WithKeycloak
class Http2IT {

    private static final String TOKEN = "/kom-ams-auth/oauth/token";
    private static final String LOGOUT = "/kom-ams-auth/oauth/logout";
    private static final String CAPTCHA = "/realms/" + DemoTenant.NAME + "/captcha";
    private static final String AUDIO = CAPTCHA + "/audio";
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

    /** The first request is sent by HTTP/1.1, with an upgrade. */
    @BeforeEach
    void upgrade(KeycloakServer server) throws Exception {
        send(server, "GET", "/realms/" + DemoTenant.NAME, JSON, BodyPublishers.noBody());
    }

    @ParameterizedTest
    @ValueSource(strings = {CAPTCHA, "/kom-ams-auth/oauth/captcha"})
    void captchasAreIssued(String path, KeycloakServer server) throws Exception {
        assertThat(send(server, "GET", path, JSON, BodyPublishers.noBody()).statusCode()).isEqualTo(200);
    }

    @Test
    void theLoginApiLogsInAndOut(KeycloakServer server) throws Exception {
        String login = """
                {"tenantId":"%s","username":"admin","password":"%s","grant_type":"captcha","scope":"all","captchaKey":"%s",\
                "captchaCode":"%s"}""".formatted(DemoTenant.NAME, Md5.hex("admin"),
                LoginApiRequest.fetchCaptcha(server, DemoTenant.NAME), TokenRequest.CODE);

        HttpResponse<String> response = send(server, "POST", TOKEN, JSON, BodyPublishers.ofString(login));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).contains("\"tenant_id\":\"000000\"");
        assertThat(send(server, "POST", LOGOUT, JSON, BodyPublishers.noBody()).statusCode()).isEqualTo(200);
        assertThat(send(server, "GET", LOGOUT, JSON, BodyPublishers.noBody()).statusCode()).isEqualTo(200);
    }

    @Test
    void refusalsAreTheSameAsByHttp11(KeycloakServer server) throws Exception {
        assertRefusal(400, send(server, "POST", TOKEN, JSON, BodyPublishers.ofString("{}")));
        assertRefusal(415, send(server, "POST", TOKEN, "text/plain", BodyPublishers.ofString("x")));
        assertRefusal(413, send(server, "POST", TOKEN, JSON, BodyPublishers.ofString("\"" + "x".repeat(70_000) + "\"")));
        assertThat(send(server, "POST", AUDIO, FORM, BodyPublishers.ofString("captchaKey=x")).statusCode()).isIn(400, 404);
    }

    /** Where its end is told by nothing but the end of the request. */
    @Test
    void aBodyNeedsALength(KeycloakServer server) throws Exception {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        BodyPublisher withoutLength = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));

        assertRefusal(411, send(server, "POST", TOKEN, JSON, withoutLength));
        assertRefusal(411, send(server, "POST", TOKEN, JSON, BodyPublishers.noBody()));
        assertRefusal(411, send(server, "POST", AUDIO, FORM, withoutLength));
    }

    private static void assertRefusal(int status, HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains("\"error\":\"invalid_request\"");
    }

    private HttpResponse<String> send(KeycloakServer server, String method, String path, String contentType, BodyPublisher body)
            throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(HttpRequest.newBuilder(server.uri(path)).method(method, body)
                .header("Content-Type", contentType).header("Authorization", "Basic "
                        + Base64.getEncoder().encodeToString("sword:sword_secret".getBytes(StandardCharsets.UTF_8))).build(),
                BodyHandlers.ofString());
        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        return response;
    }
}
