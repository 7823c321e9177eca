package io.komauth.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import io.komauth.testing.Answer;
import io.komauth.testing.Credentials;
import io.komauth.testing.DemoTenant;
import io.komauth.testing.Jwt;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.LoginApiRequest;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** The demo tenant's user has a password of 2022, and its flow has the step. */
@WithKeycloak
class AllowExpiredPasswordIT {

    private static final String POLICY = "hashAlgorithm(md5-argon2) and forceExpiredPasswordChange(90)";

    @Test
    void anExpiredPasswordIsReportedAgainAndAgain(KeycloakServer server) {
        try (TestRealm tenant = tenant(server)) {
            for (int i = 0; i < 2; i++) {
                Answer documented = LoginApiRequest.example(server, tenant).send();
                assertThat(documented.status()).as(documented.toString()).isEqualTo(200);
                assertThat(documented.json().get("password_expired").asBoolean()).isTrue();
                assertThat(Jwt.payload(documented.member("access_token")).get("password_expired").asBoolean()).isTrue();
                assertThat(TokenRequest.captchaGrant(server, tenant).send().json().get("password_expired").asBoolean()).isTrue();
            }
            assertThat(user(tenant).getRequiredActions()).isEmpty();
        }
    }

    @Test
    void aWrongPasswordIsRefusedAsEver(KeycloakServer server) {
        try (TestRealm tenant = tenant(server)) {
            assertThat(LoginApiRequest.example(server, tenant).member("password", "0".repeat(32)).send().status())
                    .isEqualTo(400);
        }
    }

    @Test
    void aPasswordThatIsNotExpiredIsNotReported(KeycloakServer server) {
        try (TestRealm tenant = tenant(server)) {
            reset(tenant, false);

            assertThat(LoginApiRequest.example(server, tenant).send().json().get("password_expired").asBoolean(true)).isFalse();
        }
    }

    @Test
    void aChangeThatAnAdministratorDemandsIsDemanded(KeycloakServer server) {
        try (TestRealm tenant = tenant(server)) {
            UserRepresentation user = user(tenant);
            user.setRequiredActions(List.of("UPDATE_PASSWORD"));
            tenant.admin().users().get(user.getId()).update(user);

            assertThat(LoginApiRequest.example(server, tenant).send().status()).isEqualTo(400);
        }
    }

    @Test
    void aTemporaryPasswordIsRefused(KeycloakServer server) {
        try (TestRealm tenant = tenant(server)) {
            reset(tenant, true);

            assertThat(LoginApiRequest.example(server, tenant).send().status()).isEqualTo(400);
        }
    }

    /** Keycloak's own way, which the documents warn of. */
    @Test
    void aLoginByAFlowWithoutTheStepDemandsTheChangeForGood(KeycloakServer server) {
        try (TestRealm tenant = tenant(server)) {
            RealmRepresentation realm = tenant.admin().toRepresentation();
            realm.setDirectGrantFlow("direct grant");
            tenant.admin().update(realm);
            assertThat(LoginApiRequest.example(server, tenant).send().status()).isEqualTo(400);

            realm.setDirectGrantFlow("captcha direct grant");
            tenant.admin().update(realm);

            assertThat(LoginApiRequest.example(server, tenant).send().status()).isEqualTo(400);
            assertThat(user(tenant).getRequiredActions()).containsExactly("UPDATE_PASSWORD");
        }
    }

    private static TestRealm tenant(KeycloakServer server) {
        return DemoTenant.copyTo(server, realm -> realm.setPasswordPolicy(POLICY));
    }

    private static void reset(TestRealm tenant, boolean temporary) {
        CredentialRepresentation credential = Credentials.password("admin");
        credential.setTemporary(temporary);
        tenant.admin().users().get(user(tenant).getId()).resetPassword(credential);
    }

    private static UserRepresentation user(TestRealm tenant) {
        return tenant.admin().users().search("admin").get(0);
    }
}
