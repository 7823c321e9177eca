package io.komauth.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import io.komauth.testing.ApiExample;
import io.komauth.testing.DemoTenant;
import io.komauth.testing.EachDatabase;
import io.komauth.testing.Jwt;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Request;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.protocol.oidc.mappers.OIDCAttributeMapperHelper;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.GroupRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.representations.userprofile.config.UPAttributePermissions;
import org.keycloak.representations.userprofile.config.UPConfig;
import org.keycloak.representations.userprofile.config.UPConfig.UnmanagedAttributePolicy;

@WithKeycloak
@EachDatabase
class TenantClaimsIT {

    private static final String ADMINISTRATOR = "1341632363013054455";

    private static final String ACCESS_TOKEN = OIDCAttributeMapperHelper.INCLUDE_IN_ACCESS_TOKEN;
    private static final String ID_TOKEN = OIDCAttributeMapperHelper.INCLUDE_IN_ID_TOKEN;
    private static final String USERINFO = OIDCAttributeMapperHelper.INCLUDE_IN_USERINFO;
    private static final String INTROSPECTION = OIDCAttributeMapperHelper.INCLUDE_IN_INTROSPECTION;
    private static final String RESPONSE = OIDCAttributeMapperHelper.INCLUDE_IN_ACCESS_TOKEN_RESPONSE;

    private static final List<String> CLAIMS = List.of("tenant_id", "tenant_name", "license", "client_id", "user_name",
            "account", "user_id", "real_name", "nick_name", "role_id", "role_name", "authorities", "dept_id", "post_id",
            "oauth_id", "password_expired", "password_last_update_date");

    @Test
    void anAccessTokenHasTheClaimsOfTheDocumentedExample(KeycloakServer server) {
        JsonNode example = ApiExample.read("access-token-claims.json");

        JsonNode claims = accessToken(TokenRequest.captchaGrant(server, DemoTenant.NAME).send());

        example.properties().stream().filter(claim -> !List.of("exp", "jti").contains(claim.getKey()))
                .forEach(claim -> assertThat(claims.get(claim.getKey())).as(claim.getKey()).isEqualTo(claim.getValue()));
        assertThat(claims.has("aud")).isFalse();
    }

    @Test
    void scopeIsAStringInATokenThatKeycloakReads(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, DemoTenant::signByRealmKey)) {
            JsonNode claims = accessToken(TokenRequest.captchaGrant(server, tenant).send());

            assertThat(claims.get("scope").isTextual()).isTrue();
            assertThat(claims.get("scope").asText()).isEqualTo("all");
        }
    }

    @Test
    void idTokenUserinfoAndIntrospectionHaveTheSameClaims(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, DemoTenant::signByRealmKey)) {
            assertAllSayTheSame(places(server, tenant.name()));
        }
    }

    private static void assertAllSayTheSame(Map<String, JsonNode> places) {
        JsonNode accessToken = places.remove(ACCESS_TOKEN);
        JsonNode response = places.remove(RESPONSE);

        assertThat(places.values()).hasSize(3).allSatisfy(claims -> assertThat(CLAIMS).allSatisfy(
                claim -> assertThat(claims.get(claim)).as(claim).isNotNull().isEqualTo(accessToken.get(claim))));
        assertThat(CLAIMS).filteredOn(claim -> !List.of("authorities", "password_last_update_date").contains(claim))
                .allSatisfy(claim -> assertThat(response.get(claim)).as(claim).isEqualTo(accessToken.get(claim)));
    }

    @ParameterizedTest
    @ValueSource(strings = {ACCESS_TOKEN, ID_TOKEN, USERINFO, INTROSPECTION, RESPONSE})
    void eachPlaceCanBeSwitchedOffByItself(String place, KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, realm -> {
            DemoTenant.signByRealmKey(realm);
            mapperOf(realm.getClientScopes().get(0).getProtocolMappers()).getConfig().put(place, "false");
        })) {
            places(server, tenant.name()).forEach((other, claims) -> assertThat(claims.has("tenant_id")).as(other)
                    .isEqualTo(!other.equals(place)));
        }
    }

    /** What each place says after one login, by the name of its switch. */
    private static Map<String, JsonNode> places(KeycloakServer server, String realm) {
        ServerResponse login = TokenRequest.captchaGrant(server, realm).param("scope", "openid all").send();
        String endpoints = "/realms/" + realm + "/protocol/openid-connect/";
        Map<String, JsonNode> places = new HashMap<>();
        places.put(RESPONSE, login.json());
        places.put(ACCESS_TOKEN, accessToken(login));
        places.put(ID_TOKEN, Jwt.payload(login.member("id_token")));
        places.put(USERINFO, Request.get(server.uri(endpoints + "userinfo")).bearer(login.member("access_token"))
                .send().json());
        places.put(INTROSPECTION, Request.post(server.uri(endpoints + "token/introspect"))
                .basicAuth("sword", "sword_secret").param("token", login.member("access_token")).send().json());
        return places;
    }

    @Test
    void aPasswordIsExpiredWhenAChangeIsPendingOrThePolicySaysSo(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server)) {
            ServerResponse login = TokenRequest.captchaGrant(server, tenant).send();
            assertThat(login.json().path("password_expired").asBoolean(true)).isFalse();
            UserRepresentation user = tenant.admin().users().search("admin").get(0);

            user.setRequiredActions(List.of("UPDATE_PASSWORD"));
            tenant.admin().users().get(user.getId()).update(user);
            assertThat(refresh(server, tenant, login).path("password_expired").asBoolean()).isTrue();

            user.setRequiredActions(List.of());
            tenant.admin().users().get(user.getId()).update(user);
            assertThat(refresh(server, tenant, login).path("password_expired").asBoolean(true)).isFalse();

            var realm = tenant.admin().toRepresentation();
            realm.setPasswordPolicy("forceExpiredPasswordChange(0)");
            tenant.admin().update(realm);
            assertThat(refresh(server, tenant, login).path("password_expired").asBoolean()).isTrue();
        }
    }

    private static JsonNode refresh(KeycloakServer server, TestRealm tenant, ServerResponse login) {
        return TokenRequest.withoutCaptcha(server, tenant.name(), "refresh_token")
                .param("refresh_token", login.member("refresh_token")).send().json();
    }

    @Test
    void aUserWritableAttributeIsIgnored(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server)) {
            UPConfig profile = tenant.admin().users().userProfile().getConfiguration();
            UPAttribute nickName = profile.getAttribute("nick_name");
            assertThat(response(server, tenant).path("nick_name").asText()).isEqualTo("超级管理员");

            nickName.setPermissions(new UPAttributePermissions(Set.of("admin", "user"),
                    Set.of("admin", "user")));
            tenant.admin().users().userProfile().update(profile);
            assertThat(response(server, tenant).path("nick_name").asText()).isEqualTo("admin");

            nickName.setPermissions(new UPAttributePermissions(Set.of("admin", "user"),
                    Set.of("admin")));
            tenant.admin().users().userProfile().update(profile);
            assertThat(response(server, tenant).path("nick_name").asText()).isEqualTo("超级管理员");
        }
    }

    @Test
    void anUnmanagedAttributeCountsOnlyIfAdministratorsAloneMayWriteIt(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server)) {
            UPConfig profile = tenant.admin().users().userProfile().getConfiguration();
            profile.removeAttribute("nick_name");

            assertThat(nickNameUnder(server, tenant, profile, UnmanagedAttributePolicy.ADMIN_EDIT)).isEqualTo("超级管理员");
            assertThat(nickNameUnder(server, tenant, profile, UnmanagedAttributePolicy.ADMIN_VIEW)).isEqualTo("超级管理员");
            assertThat(nickNameUnder(server, tenant, profile, UnmanagedAttributePolicy.ENABLED)).isEqualTo("admin");
        }
    }

    private static String nickNameUnder(KeycloakServer server, TestRealm tenant, UPConfig profile,
            UnmanagedAttributePolicy policy) {
        profile.setUnmanagedAttributePolicy(policy);
        tenant.admin().users().userProfile().update(profile);
        return response(server, tenant).path("nick_name").asText();
    }

    @Test
    void noAttributeOverridesTenantAndRoles(KeycloakServer server) {
        List<String> never = List.of("tenant_id", "tenant_name", "license", "client_id", "user_name", "account",
                "role_id", "authorities", "password_expired", "password_last_update_date", "jti");
        try (TestRealm tenant = DemoTenant.copyTo(server, realm -> never.forEach(
                name -> realm.getUsers().get(0).singleAttribute(name, "forged")))) {
            UPConfig profile = tenant.admin().users().userProfile().getConfiguration();
            profile.setUnmanagedAttributePolicy(UnmanagedAttributePolicy.ADMIN_EDIT);
            tenant.admin().users().userProfile().update(profile);
            assertThat(tenant.admin().users().search("admin").get(0).getAttributes()).containsKeys("role_id", "tenant_id");

            ServerResponse login = TokenRequest.captchaGrant(server, tenant).send();

            assertThat(login.status()).isEqualTo(200);
            assertThat(never).allSatisfy(name -> {
                assertThat(login.json().path(name).toString()).doesNotContain("forged");
                assertThat(accessToken(login).path(name).toString()).doesNotContain("forged");
            });
            assertThat(login.member("tenant_id")).isEqualTo(tenant.name());
            assertThat(login.member("role_id")).isEqualTo(ADMINISTRATOR);
        }
    }

    @Test
    void administratorsSetTheOtherClaimsByAttributes(KeycloakServer server) {
        List<String> fed = List.of("user_id", "real_name", "nick_name", "role_name", "dept_id", "post_id", "oauth_id");
        try (TestRealm tenant = DemoTenant.copyTo(server, realm -> fed.forEach(
                name -> realm.getUsers().get(0).singleAttribute(name, "my " + name)))) {
            JsonNode response = response(server, tenant);

            assertThat(fed).allSatisfy(name -> assertThat(response.path(name).asText()).isEqualTo("my " + name));
        }
    }

    @Test
    void rolesComeFromTheUserAndItsGroupsWithoutCompositesAndTheDefaultRole(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server)) {
            role(tenant, "part", Map.of());
            role(tenant, "from-parent", Map.of("role_id", List.of("2"), "role_name", List.of("家长")));
            role(tenant, "from-group", Map.of());
            tenant.admin().roles().get("administrator").addComposites(List.of(find(tenant, "part")));
            String parent = group(tenant, null, "parent", "from-parent");
            String child = group(tenant, parent, "child", "from-group");
            String user = tenant.admin().users().search("admin").get(0).getId();
            tenant.admin().users().get(user).joinGroup(child);

            JsonNode response = response(server, tenant);

            String plain = find(tenant, "from-group").getId();
            assertThat(response.path("role_id").asText()).isEqualTo(ADMINISTRATOR + "," + plain + ",2");
            assertThat(response.path("role_name").asText()).isEqualTo(",from-group,家长");
        }
    }

    @Test
    void idsBecomeStableNumbersIfTheTenantWantsThem(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, realm -> {
            realm.getAttributes().put("tenant.ids", "number");
            realm.getUsers().get(0).setAttributes(Map.of());
            realm.getRoles().getRealm().get(0).setAttributes(Map.of());
        })) {
            JsonNode first = response(server, tenant);
            JsonNode second = response(server, tenant);

            assertThat(List.of("user_id", "role_id")).allSatisfy(id -> {
                assertThat(Long.parseLong(first.path(id).asText())).isPositive();
                assertThat(first.path(id)).isEqualTo(second.path(id));
            });
        }
    }

    @Test
    void aUserWithoutAnyAttributeStillHasEveryClaim(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, realm -> {
            realm.setDisplayName(null);
            realm.getAttributes().clear();
            DemoTenant.signByRealmKey(realm);
            UserRepresentation user = realm.getUsers().get(0);
            user.setAttributes(null);
            user.setRealmRoles(null);
            user.setFirstName("三");
            user.setLastName("张");
        })) {
            JsonNode response = response(server, tenant);

            assertThat(response.path("tenant_name").asText()).isEqualTo(tenant.name());
            assertThat(response.path("real_name").asText()).isEqualTo("三 张");
            assertThat(response.path("nick_name").asText()).isEqualTo("三 张");
            assertThat(response.path("user_id").asText())
                    .isEqualTo(tenant.admin().users().search("admin").get(0).getId());
            assertThat(List.of("license", "role_id", "role_name", "dept_id", "post_id", "oauth_id"))
                    .allSatisfy(name -> assertThat(response.path(name).asText("missing")).isEmpty());
        }
    }

    @Test
    void aServiceAccountHasNoPasswordAndSoNoDate(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server,
                realm -> realm.getClients().get(0).setServiceAccountsEnabled(true))) {
            ServerResponse login = TokenRequest.withoutCaptcha(server, tenant.name(), "client_credentials").send();

            assertThat(login.status()).as(login.toString()).isEqualTo(200);
            assertThat(login.member("user_name")).isEqualTo("service-account-sword");
            assertThat(login.member("password_last_update_date")).isEmpty();
            assertThat(accessToken(login).has("password_last_update_date")).isFalse();
            assertThat(accessToken(login).path("authorities").isArray()).isTrue();
        }
    }

    @Test
    void thePasswordsDateIsReadInTheTenantsTimeZone(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, realm -> {
            realm.getAttributes().put("tenant.zone", "America/New_York");
            CredentialRepresentation password = realm.getUsers().get(0).getCredentials().get(0);
            password.setCreatedDate(1650211202000L);
        })) {
            ServerResponse login = TokenRequest.captchaGrant(server, tenant).send();
            long date = accessToken(login).path("password_last_update_date").asLong();

            assertThat(login.member("password_last_update_date")).isEqualTo(Instant.ofEpochMilli(date)
                    .atZone(ZoneId.of("America/New_York"))
                    .format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)));
        }
    }

    private static JsonNode response(KeycloakServer server, TestRealm tenant) {
        ServerResponse response = TokenRequest.captchaGrant(server, tenant).send();
        assertThat(response.status()).as(response.toString()).isEqualTo(200);
        return response.json();
    }

    private static void role(TestRealm tenant, String name, Map<String, List<String>> attributes) {
        RoleRepresentation role = new RoleRepresentation();
        role.setName(name);
        tenant.admin().roles().create(role);
        RoleRepresentation created = find(tenant, name);
        created.setAttributes(attributes);
        tenant.admin().roles().get(name).update(created);
    }

    private static RoleRepresentation find(TestRealm tenant, String role) {
        return tenant.admin().roles().get(role).toRepresentation();
    }

    private static String group(TestRealm tenant, String parent, String name, String role) {
        GroupRepresentation group = new GroupRepresentation();
        group.setName(name);
        try (var created = parent == null ? tenant.admin().groups().add(group)
                : tenant.admin().groups().group(parent).subGroup(group)) {
            String location = created.getLocation().getPath();
            String id = location.substring(location.lastIndexOf('/') + 1);
            tenant.admin().groups().group(id).roles().realmLevel().add(new ArrayList<>(List.of(find(tenant, role))));
            return id;
        }
    }

    private static ProtocolMapperRepresentation mapperOf(List<ProtocolMapperRepresentation> mappers) {
        return mappers.stream().filter(mapper -> mapper.getProtocolMapper().equals(TenantClaimsMapper.PROVIDER_ID))
                .findFirst().orElseThrow();
    }

    private static JsonNode accessToken(ServerResponse login) {
        return Jwt.payload(login.member("access_token"));
    }
}
