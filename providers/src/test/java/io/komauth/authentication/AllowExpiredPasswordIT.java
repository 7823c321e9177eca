package io.komauth.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import io.komauth.testing.Credentials;
import io.komauth.testing.DemoTenant;
import io.komauth.testing.Jwt;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.LoginApiRequest;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ClientScopeRepresentation;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** The demo tenant's user has a password of 2022, and its flow has the step. */
@WithKeycloak
class AllowExpiredPasswordIT {

    private static final String POLICY = "hashAlgorithm(md5-argon2) and forceExpiredPasswordChange(90)";

    @Test
    void anExpiredPasswordIsReportedAgainAndAgain(KeycloakServer server) {
        try (TestRealm tenant = tenant(server)) {
            for (int i = 0; i < 2; i++) {
                ServerResponse documented = LoginApiRequest.example(server, tenant).send();
                assertThat(documented.status()).as(documented.toString()).isEqualTo(200);
                assertThat(documented.json().get("password_expired").asBoolean()).isTrue();
                assertThat(Jwt.payload(documented.member("access_token")).get("password_expired").asBoolean()).isTrue();
                assertThat(TokenRequest.captchaGrant(server, tenant).send().json().get("password_expired").asBoolean()).isTrue();
            }
            assertThat(user(tenant).getRequiredActions()).isEmpty();
        }
    }

    @Test
    void aWrongPasswordIsRefused(KeycloakServer server) {
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
    void aLoginByAFlowWithoutTheStepRequiresTheChangePermanently(KeycloakServer server) {
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

    @ParameterizedTest
    @EnumSource
    void onlyAClientThatReceivesTheClaimIsExempt(ClaimTarget client, KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, realm -> {
            realm.setPasswordPolicy(POLICY);
            client.prepare(realm);
        })) {
            ServerResponse response = client.logIn(server, tenant);

            if (client.receivesClaim) {
                assertThat(response.status()).as(response.toString()).isEqualTo(200);
                assertThat(response.json().has("password_expired")
                        || Jwt.payload(response.member("access_token")).has("password_expired")).isTrue();
                assertThat(user(tenant).getRequiredActions()).isEmpty();
            } else {
                assertThat(response.status()).as(response.toString()).isEqualTo(400);
                assertThat(response.member("error")).isEqualTo("invalid_grant");
                assertThat(response.member("error_description")).isEqualTo("Account is not fully set up");
            }
        }
    }

    @Test
    void anExpiredPasswordOpensNoAdminApi(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, realm -> {
            realm.setPasswordPolicy(POLICY);
            realm.getUsers().get(0).setClientRoles(Map.of("realm-management", List.of("realm-admin")));
        })) {
            ServerResponse response = TokenRequest.captchaGrant(server, tenant).client("admin-cli", null).param("scope", null)
                    .send();

            assertThat(response.status()).as(response.toString()).isEqualTo(400);
            assertThat(response.member("access_token")).isNull();
            assertThat(LoginApiRequest.example(server, tenant).send().status()).isEqualTo(400);
        }
    }

    /** Clients by what they are told, and the scope that they ask for. */
    private enum ClaimTarget {

        IN_THE_RESPONSE(true, "all", Map.of("access.token.claim", "false", "access.tokenResponse.claim", "true"), false),
        IN_THE_TOKEN(true, "all", Map.of("access.token.claim", "true", "access.tokenResponse.claim", "false"), false),
        IN_A_LIGHTWEIGHT_TOKEN(true, "all", Map.of("access.token.claim", "false", "lightweight.claim", "true",
                "access.tokenResponse.claim", "false"), true),
        BY_AN_OPTIONAL_SCOPE(true, "basic told", Map.of("access.token.claim", "true"), false),
        BY_AN_OPTIONAL_SCOPE_THAT_IS_NOT_ASKED_FOR(false, "basic", Map.of("access.token.claim", "true"), false),
        BY_A_SCOPE_OF_A_ROLE_THAT_THE_USER_LACKS(false, "all", Map.of("access.token.claim", "true"), false) {
            @Override
            ServerResponse logIn(KeycloakServer server, TestRealm tenant) {
                tenant.admin().roles().create(new RoleRepresentation("nobody-has-it", "", false));
                String told = tenant.admin().clientScopes().findAll().stream()
                        .filter(scope -> scope.getName().equals("told")).findFirst().orElseThrow().getId();
                tenant.admin().clientScopes().get(told).getScopeMappings().realmLevel()
                        .add(List.of(tenant.admin().roles().get("nobody-has-it").toRepresentation()));
                return super.logIn(server, tenant);
            }
        },
        NOWHERE(false, "all", Map.of("access.token.claim", "false", "access.tokenResponse.claim", "false"), false),
        IN_USERINFO_AND_ID_TOKEN_ALONE(false, "all openid", Map.of("id.token.claim", "true", "userinfo.token.claim", "true",
                "introspection.token.claim", "true"), false),
        NOT_IN_A_LIGHTWEIGHT_TOKEN(false, "all", Map.of("access.token.claim", "true", "access.tokenResponse.claim",
                "false"), true);

        private final boolean receivesClaim;
        private final String scope;
        private final Map<String, String> mapper;
        private final boolean lightweight;

        ClaimTarget(boolean receivesClaim, String scope, Map<String, String> mapper, boolean lightweight) {
            this.receivesClaim = receivesClaim;
            this.scope = scope;
            this.mapper = mapper;
            this.lightweight = lightweight;
        }

        /** The client's claims come by a scope of their own, with the mapper as it is here. */
        void prepare(RealmRepresentation realm) {
            ProtocolMapperRepresentation claims = new ProtocolMapperRepresentation();
            claims.setName("claims");
            claims.setProtocol("openid-connect");
            claims.setProtocolMapper("oidc-tenant-claims-mapper");
            claims.setConfig(mapper);
            ClientScopeRepresentation told = new ClientScopeRepresentation();
            told.setName("told");
            told.setProtocol("openid-connect");
            told.setAttributes(Map.of("include.in.token.scope", "true"));
            told.setProtocolMappers(List.of(claims));
            realm.getClientScopes().add(told);
            realm.getClientScopes().stream().filter(scope -> scope.getName().equals("all"))
                    .forEach(scope -> scope.setProtocolMappers(List.of()));
            ClientRepresentation client = DemoTenant.client(realm);
            client.getAttributes().put("client.use.lightweight.access.token.enabled", Boolean.toString(lightweight));
            client.setDefaultClientScopes(scope.startsWith("all") ? List.of("all", "basic", "told") : List.of("basic"));
            client.setOptionalClientScopes(scope.startsWith("all") ? List.of() : List.of("all", "told"));
        }

        ServerResponse logIn(KeycloakServer server, TestRealm tenant) {
            return TokenRequest.captchaGrant(server, tenant).param("scope", scope).send();
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
