package io.komauth.grant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import io.komauth.testing.DemoTenant;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.LoginApiRequest;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.ClientPoliciesRepresentation;
import org.keycloak.representations.idm.ClientProfilesRepresentation;
import org.keycloak.util.JsonSerialization;

/** Keycloak's client policies, by their condition {@code grant-type}, refuse logins. */
@WithKeycloak
class ClientPolicyIT {

    private static final int ALLOWED = 200;
    private static final int REFUSED = 400;

    @Test
    void theConditionGrantTypeKnowsTheCaptchaGrant(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server)) {
            refuse(tenant, "captcha");
            assertThat(statuses(server, tenant)).containsExactly(REFUSED, REFUSED, REFUSED, ALLOWED);

            // what the captcha grant is to Keycloak
            refuse(tenant, "password");
            assertThat(statuses(server, tenant)).containsExactly(REFUSED, REFUSED, REFUSED, REFUSED);

            refuse(tenant, "refresh_token");
            assertThat(statuses(server, tenant)).containsExactly(ALLOWED, ALLOWED, ALLOWED, ALLOWED);
        }
    }

    @Test
    void theConsoleOffersIt(KeycloakServer server) {
        assertThat(server.admin().serverInfo().getInfo().getComponentTypes()
                .get("org.keycloak.services.clientpolicy.condition.ClientPolicyConditionProvider"))
                .filteredOn(condition -> condition.getId().equals("grant-type")).singleElement()
                .satisfies(condition -> assertThat(condition.getProperties())
                        .filteredOn(property -> property.getName().equals("grant_types")).singleElement()
                        .satisfies(property -> assertThat(property.getOptions()).contains("password", "captcha")));
    }

    /** Of both grants of the documented API, and of both at the standard endpoint. */
    private static List<Integer> statuses(KeycloakServer server, TestRealm tenant) {
        return List.of(LoginApiRequest.example(server, tenant).send().status(),
                LoginApiRequest.example(server, tenant).member("grant_type", "password").send().status(),
                TokenRequest.captchaGrant(server, tenant).send().status(),
                TokenRequest.captchaGrant(server, tenant).param("grant_type", "password").send().status());
    }

    private static void refuse(TestRealm tenant, String grantType) {
        tenant.admin().clientPoliciesProfilesResource().updateProfiles(read("""
                {"profiles": [{"name": "refuse",
                    "executors": [{"executor": "reject-ropc-grant", "configuration": {}}]}]}
                """, ClientProfilesRepresentation.class));
        tenant.admin().clientPoliciesPoliciesResource().updatePolicies(read("""
                {"policies": [{"name": "refuse", "enabled": true, "profiles": ["refuse"],
                    "conditions": [{"condition": "grant-type", "configuration": {"grant_types": ["%s"]}}]}]}
                """.formatted(grantType), ClientPoliciesRepresentation.class));
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return JsonSerialization.readValue(json, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
