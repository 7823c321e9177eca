package io.komauth.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.DemoTenant;
import io.komauth.testing.EachDatabase;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.RealmRepresentation;

/** The direct grant flow that the documentation shows: a captcha only after failed logins. */
@WithKeycloak
@EachDatabase
class LoginFailuresConditionIT {

    @Test
    void theCaptchaIsRequiredFromTheThresholdOn(KeycloakServer server) {
        try (TestRealm tenant = tenant(server, Map.of("login-failures", "3"))) {
            assertThat(login(server, tenant, "admin").status()).isEqualTo(200);
            for (int i = 0; i < 3; i++) {
                assertThat(login(server, tenant, "wrong").member("error")).isEqualTo("invalid_grant");
            }

            assertThat(login(server, tenant, "admin").member("error_description")).isEqualTo("Missing parameter: captchaKey");
            assertThat(TokenRequest.captchaGrant(server, tenant).send().status()).isEqualTo(200);
        }
    }

    @Test
    void failuresOfManyNamesFromOneAddressCountTogether(KeycloakServer server) {
        try (TestRealm tenant = tenant(server, Map.of("login-failures", "3"))) {
            for (String name : List.of("one", "two", "three")) {
                TokenRequest.withoutCaptcha(server, tenant.name(), "password").param("username", name).send();
            }

            assertThat(login(server, tenant, "admin").member("error")).isEqualTo("invalid_request");
        }
    }

    @Test
    void aRefusedCaptchaIsNoFailedLogin(KeycloakServer server) {
        try (TestRealm tenant = tenant(server, Map.of("login-failures", "3"))) {
            for (int i = 0; i < 5; i++) {
                TokenRequest.captchaGrant(server, tenant).param("captchaCode", "wrong").send();
            }

            assertThat(login(server, tenant, "admin").status()).isEqualTo(200);
        }
    }

    @Test
    void aConditionWithoutConfigurationAlwaysHolds(KeycloakServer server) {
        try (TestRealm tenant = tenant(server, Map.of())) {
            assertThat(login(server, tenant, "admin").member("error")).isEqualTo("invalid_request");
        }
    }

    @Test
    void aNegatedConditionHoldsUntilThereAreFailures(KeycloakServer server) {
        try (TestRealm tenant = tenant(server, Map.of("login-failures", "2", "negate", "true"))) {
            assertThat(login(server, tenant, "admin").member("error")).isEqualTo("invalid_request");
            for (int i = 0; i < 2; i++) {
                TokenRequest.captchaGrant(server, tenant).param("password", "wrong").send();
            }

            assertThat(login(server, tenant, "admin").status()).isEqualTo(200);
        }
    }

    @Test
    void whereEverybodyIsAskedTheFirstAttemptNeedsACaptchaAlsoByANegatedCondition(KeycloakServer server) {
        try (TestRealm tenant = tenant(server, Map.of("login-failures", "3", "negate", "true"))) {
            for (int i = 0; i < 3; i++) {
                TokenRequest.captchaGrant(server, tenant).param("password", "wrong").send();
            }
            assertThat(login(server, tenant, "admin").status()).isEqualTo(200);
            askEverybody(tenant, true);
            assertThat(login(server, tenant, "admin").member("error_description")).isEqualTo("Missing parameter: captchaKey");
            assertThat(TokenRequest.captchaGrant(server, tenant).param("grant_type", "password").send().status()).isEqualTo(200);

            askEverybody(tenant, false);
            assertThat(login(server, tenant, "admin").status()).isEqualTo(200);
        }
    }

    /** Else a stranger who makes logins fail could lock everybody out. */
    @Test
    void whereEverybodyIsAskedASubflowWithoutACaptchaIsRunAfterFailuresAlone(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, CaptchaFlows.directGrant(Map.of("login-failures", "3"))
                .andThen(CaptchaFlows.replacing("direct-grant-validate-captcha", "deny-access-authenticator"))
                .andThen(realm -> realm.getAttributes().put("captcha.everybody", "true")))) {
            assertThat(login(server, tenant, "admin").status()).isEqualTo(200);
            for (int i = 0; i < 3; i++) {
                login(server, tenant, "wrong");
            }

            assertThat(login(server, tenant, "admin").status()).isNotEqualTo(200);
        }
    }

    private static void askEverybody(TestRealm tenant, boolean isOn) {
        RealmRepresentation realm = tenant.admin().toRepresentation();
        realm.getAttributes().put("captcha.everybody", Boolean.toString(isOn));
        tenant.admin().update(realm);
    }

    private static ServerResponse login(KeycloakServer server, TestRealm tenant, String password) {
        return TokenRequest.withoutCaptcha(server, tenant.name(), "password").param("password", password).send();
    }

    private static TestRealm tenant(KeycloakServer server, Map<String, String> condition) {
        return DemoTenant.copyTo(server, CaptchaFlows.directGrant(condition));
    }
}
