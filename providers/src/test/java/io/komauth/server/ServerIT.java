package io.komauth.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.komauth.testing.Answer;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Request;
import io.komauth.testing.TestRealm;
import io.komauth.testing.WithKeycloak;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithKeycloak
@DisplayName("A stock Keycloak with our JAR")
class ServerIT {

    @Test
    @DisplayName("answers with the demo tenant")
    void answersWithTheDemoTenant(KeycloakServer server) {
        Answer answer = Request.get(server.uri("/realms/000000")).send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.member("realm")).isEqualTo("000000");
    }

    @Test
    @DisplayName("has loaded the captcha grant")
    void hasLoadedTheCaptchaGrant(KeycloakServer server) {
        var grants = server.admin().serverInfo().getInfo().getProviders().get("oauth2-grant-type").getProviders();

        assertThat(grants).containsKey("captcha");
    }

    @Test
    @DisplayName("logs in a user of a realm that a test has made")
    void logsInAUserOfARealmThatATestHasMade(KeycloakServer server) {
        try (TestRealm realm = TestRealm.on(server).client("app", "app-secret").user("ana", "ana-password").create()) {
            Answer answer = Request.post(realm.tokenEndpoint()).basicAuth("app", "app-secret")
                    .param("grant_type", "password").param("username", "ana").param("password", "ana-password").send();

            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            assertThat(answer.member("access_token")).isNotBlank();
        }
    }
}
