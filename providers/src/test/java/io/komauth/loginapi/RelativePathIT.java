package io.komauth.loginapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.komauth.testing.DemoTenant;
import io.komauth.testing.EachVersion;
import io.komauth.testing.Full;
import io.komauth.testing.Jwt;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.LoginApiRequest;
import io.komauth.testing.Request;
import io.komauth.testing.ServerResponse;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.ClientInitialAccessCreatePresentation;

/** A server below a path of its own and behind a proxy. */
@Full
@EachVersion
class RelativePathIT {

    private static KeycloakServer server;

    @BeforeAll
    static void start() {
        server = KeycloakServer.named("moved").relativePath("/auth").options("--proxy-headers=xforwarded").fixedCaptchas()
                .demoRealm().start();
        DemoTenant.unprotectOn(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theExampleWorksBelowARelativePathAndAfterARestart() {
        ServerResponse login = LoginApiRequest.example(server).send();
        GoldenResponse.assertIs(login);

        server.restart();

        GoldenResponse.assertIs(LoginApiRequest.example(server).send());
        GoldenResponse.assertIs(LoginApiRequest.refresh(server, DemoTenant.NAME, login).send());
    }

    @Test
    void theIssuerIsTheAddressThatTheProxyNames() {
        ServerResponse login = proxied(LoginApiRequest.example(server)).send();

        GoldenResponse.assertIs(login);
        assertThat(Jwt.payload(login.member("access_token")).get("iss").asText())
                .isEqualTo("https://login.example.org/auth/realms/000000");
        GoldenResponse.assertIs(proxied(LoginApiRequest.refresh(server, DemoTenant.NAME, login)).send());
        Request.get(LoginApiRequest.uri(server, "logout")).bearer(login.member("access_token")).send();
        assertThat(proxied(LoginApiRequest.refresh(server, DemoTenant.NAME, login)).send().status()).isEqualTo(400);
    }

    @Test
    void aClientThatRegistersItselfIsRefusedTheSharedKey() {
        String token = server.admin().realm(DemoTenant.NAME).clientInitialAccess()
                .create(new ClientInitialAccessCreatePresentation(60, 1)).getToken();

        ServerResponse response = Request.post(server.uri("/realms/" + DemoTenant.NAME + "/clients-registrations/default"))
                .bearer(token)
                .body("application/json", "{\"attributes\":{\"access.token.signed.response.alg\":\"HS256-shared\"}}").send();

        assertThat(response.status()).as(response.toString()).isEqualTo(400);
        assertThat(response.member("error")).isEqualTo("invalid_client_metadata");
    }

    private static LoginApiRequest proxied(LoginApiRequest request) {
        return request.header("X-Forwarded-Proto", "https").header("X-Forwarded-Host", "login.example.org")
                .header("X-Forwarded-Port", "443");
    }
}
