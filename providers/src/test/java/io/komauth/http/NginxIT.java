package io.komauth.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.sun.net.httpserver.HttpServer;

import io.komauth.testing.DemoTenant;
import io.komauth.testing.Document;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Nginx;
import io.komauth.testing.ProxyProcess;
import io.komauth.testing.Request;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;
import io.komauth.testing.WithPrograms;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.EventRepresentation;

/** The configurations of nginx that the docs have, in front of a server. */
@WithKeycloak
@WithPrograms("nginx")
class NginxIT {

    private static final String PREFIX = "/api/blade-auth/oauth/";
    private static final String PATH = "/kom-ams-auth/oauth/";
    private static final int OLD_SERVER = 418;

    @ParameterizedTest
    @ValueSource(strings = {"api.md", "api.zh-CN.md"})
    void anotherPrefixLeadsToTheLoginApi(String page, KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, copy -> {
            copy.setEventsEnabled(true);
            copy.setSslRequired("none");
        }); ProxyProcess proxy = Nginx.start("server { " + Nginx.LISTEN + "\n" + before(server, page) + "}\n")) {
            String key = Request.get(proxy.uri(PREFIX + "captcha")).header("tenantId", tenant.name()).send().member("key");

            ServerResponse login = Request.post(proxy.uri(PREFIX + "token")).basicAuth("sword", "sword_secret")
                    .header("tenantId", tenant.name()).header("X-Forwarded-For", "192.0.2.1")
                    .param("grant_type", "captcha").param("scope", "all").param("username", "admin")
                    .param("password", "21232f297a57a5a743894a0e4a801fc3").param("captchaKey", key)
                    .param("captchaCode", TokenRequest.CODE).send();

            assertThat(login.status()).as(login.toString()).isEqualTo(200);
            assertThat(tenant.admin().getEvents(List.of("LOGIN"), null, null, null, null, null, null, null))
                    .extracting(EventRepresentation::getIpAddress).as("not what the client says").doesNotContain("192.0.2.1");
            assertThat(Request.post(proxy.uri(PREFIX + "token")).body("application/json", "a".repeat(65_537)).send().status())
                    .isEqualTo(413);
        }
    }

    private static String before(KeycloakServer server, String page) {
        return Document.example(page, "nginx").replace("127.0.0.1:8080", "127.0.0.1:" + server.url().getPort());
    }

    @Test
    void aTenantThatHasMovedIsServedByTheNewServer(KeycloakServer server, @TempDir Path folder) throws IOException {
        HttpServer old = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        old.createContext("/", exchange -> {
            exchange.sendResponseHeaders(OLD_SERVER, -1);
            exchange.close();
        });
        old.start();
        Path switched = Files.writeString(folder.resolve("switched-tenants"), DemoTenant.NAME + " new;\n");
        String snippet = before(server, "migration.md").replace("127.0.0.1:8100", "127.0.0.1:" + old.getAddress().getPort())
                .replace("/etc/nginx/switched-tenants", switched.toString()).replace("listen 443 ssl;", Nginx.LISTEN);
        try (ProxyProcess proxy = Nginx.start(snippet)) {
            URI captcha = proxy.uri(PATH + "captcha");
            for (String header : List.of("tenantId", "Tenant-Id")) {
                assertThat(Request.get(captcha).header(header, DemoTenant.NAME).send().status()).as(header).isEqualTo(200);
                assertThat(Request.get(captcha).header(header, "100001").send().status()).as(header).isEqualTo(OLD_SERVER);
            }
            assertThat(Request.get(URI.create(captcha + "?tenantId=" + DemoTenant.NAME)).send().status()).isEqualTo(200);
            assertThat(Request.get(captcha).send().status()).isEqualTo(OLD_SERVER);
        } finally {
            old.stop(0);
        }
    }
}
