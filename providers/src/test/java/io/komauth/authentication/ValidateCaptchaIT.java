package io.komauth.authentication;

import static io.komauth.testing.TokenRequest.CODE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import io.komauth.testing.DemoTenant;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Poll;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.EventRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

@WithKeycloak
class ValidateCaptchaIT {

    @Test
    void thePasswordGrantIsRefusedWithoutACaptcha(KeycloakServer server) {
        ServerResponse response = TokenRequest.withoutCaptcha(server, DemoTenant.NAME, "password").send();

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.member("error")).isEqualTo("invalid_request");
        assertThat(response.member("error_description")).isEqualTo("Missing parameter: captchaKey");
    }

    @Test
    void everyClientWithDirectGrantsIsRefusedWithoutACaptcha(KeycloakServer server) {
        List<String> publicClients = server.admin().realm(DemoTenant.NAME).clients().findAll().stream()
                .filter(client -> client.isDirectAccessGrantsEnabled() && client.isPublicClient())
                .map(client -> client.getClientId()).toList();

        assertThat(publicClients).contains("admin-cli").allSatisfy(client -> {
            ServerResponse response = TokenRequest.withoutCaptcha(server, DemoTenant.NAME, "password").client(client, null)
                    .param("scope", null).send();
            assertThat(response.member("error")).isEqualTo("invalid_request");
        });
    }

    @Test
    void thePasswordGrantPassesWithASolvedCaptcha(KeycloakServer server) {
        ServerResponse response = TokenRequest.captchaGrant(server, DemoTenant.NAME).param("grant_type", "password").send();

        assertThat(response.status()).as(response.toString()).isEqualTo(200);
    }

    @Test
    void aRealmWithoutTheStepLeavesThePasswordGrantAlone(KeycloakServer server) {
        try (TestRealm realm = TestRealm.on(server).client("app", "secret").user("ana", "password").create()) {
            ServerResponse response = TokenRequest.withoutCaptcha(server, realm.name(), "password").client("app", "secret")
                    .param("scope", null).param("username", "ana").param("password", "password").send();

            assertThat(response.status()).as(response.toString()).isEqualTo(200);
        }
    }

    @Test
    void aCaptchaIsGoodForOneAttemptByEitherGrant(KeycloakServer server) {
        String key = TokenRequest.fetchCaptcha(server, DemoTenant.NAME);

        ServerResponse first = TokenRequest.withoutCaptcha(server, DemoTenant.NAME, "password").captcha(key, CODE).send();
        ServerResponse second = TokenRequest.withoutCaptcha(server, DemoTenant.NAME, "captcha").captcha(key, CODE).send();

        assertThat(first.status()).as(first.toString()).isEqualTo(200);
        assertThat(second.member("error")).isEqualTo("invalid_grant");
    }

    @Test
    void aHundredWrongCaptchasLockNobodyOut(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, DemoTenant::protect)) {
            String user = tenant.admin().users().search("admin").get(0).getId();
            for (int i = 0; i < 50; i++) {
                TokenRequest.captchaGrant(server, tenant).param("captchaCode", "wrong").send();
                TokenRequest.captchaGrant(server, tenant).param("grant_type", "password")
                        .param("captchaCode", "wrong").send();
            }
            // a failed login of another user, whose record is written behind the wrong captchas of this one
            tenant.admin().users().create(userNamed("bob")).close();
            String bob = tenant.admin().users().search("bob").get(0).getId();
            TokenRequest.captchaGrant(server, tenant).param("username", "bob").param("password", "wrong").send();
            Poll.until("bob's failure is on record",
                    () -> failures(tenant, bob) == 1);

            assertThat(failures(tenant, user)).isZero();
            assertThat(TokenRequest.captchaGrant(server, tenant).send().status()).isEqualTo(200);
        }
    }

    @Test
    void aWrongCaptchaAfterTheUsernameIsNoFailedLoginEither(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, realm -> {
            DemoTenant.protect(realm);
            realm.getAuthenticationFlows().get(0).getAuthenticationExecutions().get(0).setPriority(25);
        })) {
            String user = tenant.admin().users().search("admin").get(0).getId();
            for (int i = 0; i < 10; i++) {
                ServerResponse wrong = TokenRequest.captchaGrant(server, tenant).param("grant_type", "password")
                        .param("captchaCode", "wrong").send();
                assertThat(wrong.member("error_description")).isEqualTo("Wrong captcha code");
            }
            TokenRequest.captchaGrant(server, tenant).param("password", "wrong").send();
            Poll.until("the wrong password is on record", () -> failures(tenant, user) > 0);

            assertThat(failures(tenant, user)).isEqualTo(1);
        }
    }

    private static int failures(TestRealm tenant, String user) {
        return (Integer) tenant.admin().attackDetection().bruteForceUserStatus(user).get("numFailures");
    }

    private static UserRepresentation userNamed(String name) {
        UserRepresentation user = new UserRepresentation();
        user.setUsername(name);
        user.setEnabled(true);
        return user;
    }

    @Test
    void theEventOfARefusedCaptchaHasErrorUserAndAddress(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server)) {
            TokenRequest.captchaGrant(server, tenant).param("captchaCode", "wrong").send();
            TokenRequest.captchaGrant(server, tenant).param("grant_type", "password")
                    .param("captchaCode", "wrong").send();

            List<EventRepresentation> events = tenant.admin().getEvents();
            assertThat(events).hasSize(2).allSatisfy(event -> {
                assertThat(event.getType()).isEqualTo("LOGIN_ERROR");
                assertThat(event.getError()).isEqualTo("invalid_captcha");
                assertThat(event.getClientId()).isEqualTo("sword");
                assertThat(event.getIpAddress()).isNotBlank();
                assertThat(event.getUserId()).isNull();
                assertThat(event.getDetails()).containsEntry("username", "admin")
                        .containsEntry("reason", "Wrong captcha code");
            });
        }
    }
}
