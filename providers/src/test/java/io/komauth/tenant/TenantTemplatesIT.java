package io.komauth.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import jakarta.ws.rs.ForbiddenException;

import io.komauth.testing.Browser;
import io.komauth.testing.DemoTenant;
import io.komauth.testing.Jwt;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.LoginApiRequest;
import io.komauth.testing.Request;
import io.komauth.testing.ServerClock;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TenantTemplate;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.admin.client.resource.ClientResource;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.AuthenticationFlowRepresentation;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.representations.userprofile.config.UPAttribute;

/** What a tenant of either template lets in, and what it does not. */
@WithKeycloak
class TenantTemplatesIT {

    private static final String CALLBACK = "http://localhost/callback";

    @ParameterizedTest
    @EnumSource
    void theFileHasNoIdNoSecretAndNoUser(TenantTemplate template) {
        Set<String> names = new HashSet<>();
        collectNames(template.json(), names);

        assertThat(names).contains("clientId").doesNotContain("id", "containerId", "secret", "secretData", "users");
    }

    private static void collectNames(JsonNode node, Set<String> names) {
        node.fieldNames().forEachRemaining(names::add);
        node.forEach(child -> collectNames(child, names));
    }

    @Test
    void theDocumentedApiIsOffUnlessItIsTheTemplateForIt() {
        assertThat(TenantTemplate.TENANT.json().path("attributes").has("tenant.api")).isFalse();
        assertThat(TenantTemplate.LEGACY.json().path("attributes").get("tenant.api").asText()).isEqualTo("true");
    }

    @Test
    void aNewTenantIsInEnglishAndUtcUnlessItIsForTheDocumentedApi(KeycloakServer server) {
        try (TestRealm tenant = TenantTemplate.TENANT.copyTo(server, TenantTemplatesIT::redirect);
                TestRealm legacy = TenantTemplate.LEGACY.copyTo(server, TenantTemplatesIT::redirect)) {
            assertThat(new Browser().open(page(tenant, "auth")).page()).contains("lang=\"en\"");
            assertThat(new Browser().open(page(legacy, "auth")).page()).contains("lang=\"zh-CN\"");
            assertThat(tenant.admin().toRepresentation().getAttributes()).containsEntry("tenant.zone", "UTC");
            assertThat(legacy.admin().toRepresentation().getAttributes()).doesNotContainKey("tenant.zone");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTenantHasFewerObjectsThanARealmOfKeycloaksOwn(TenantTemplate template, KeycloakServer server) {
        try (TestRealm tenant = template.create(server, realm -> { });
                TestRealm stock = TestRealm.on(server).create()) {
            RealmRepresentation ours = tenant.admin().partialExport(true, true);
            RealmRepresentation keycloaks = stock.admin().partialExport(true, true);

            assertThat(ours.getAuthenticationFlows()).hasSize(12)
                    .hasSizeLessThan(keycloaks.getAuthenticationFlows().size());
            assertThat(steps(ours)).isLessThan(steps(keycloaks));
            assertThat(ours.getRequiredActions()).hasSizeLessThan(keycloaks.getRequiredActions().size());
            assertThat(components(ours)).isLessThan(components(keycloaks));
            assertThat(ours.getRoles().getRealm()).hasSameSizeAs(keycloaks.getRoles().getRealm());
        }
    }

    private static int steps(RealmRepresentation realm) {
        return realm.getAuthenticationFlows().stream()
                .map(AuthenticationFlowRepresentation::getAuthenticationExecutions).mapToInt(List::size).sum();
    }

    private static int components(RealmRepresentation realm) {
        return realm.getComponents().values().stream().mapToInt(List::size).sum();
    }

    @ParameterizedTest
    @EnumSource
    void withoutTlsNobodyLogsIn(TenantTemplate template, KeycloakServer server) {
        try (TestRealm tenant = template.create(server, TenantTemplatesIT::redirect)) {
            ServerResponse response = TenantUser.addTo(server, tenant.name()).loginInPlainText().send();

            assertThat(response.status()).as(response.toString()).isEqualTo(403);
            assertThat(response.member("error_description")).isEqualTo("HTTPS required");
            assertThat(new Browser().open(page(tenant, "auth")).page()).contains("HTTPS")
                    .doesNotContain("kc-form-login");
        }
    }

    @ParameterizedTest
    @EnumSource
    void thePasswordGrantNeedsACaptchaWhateverTheClient(TenantTemplate template, KeycloakServer server) {
        try (TestRealm tenant = template.copyTo(server, TenantTemplatesIT::keyInPlainText)) {
            TenantUser.addTo(server, tenant.name());
            Set<String> opened = new HashSet<>();
            SoftAssertions.assertSoftly(all -> {
                for (ClientRepresentation client : tenant.admin().clients().findAll()) {
                    ServerResponse asShipped = passwordGrant(server, tenant, client);
                    all.assertThat(asShipped.status()).as(client.getClientId()).isBetween(400, 401);
                    all.assertThat(asShipped.member("access_token")).as(client.getClientId()).isNull();

                    if (allowPasswordGrant(tenant, client)) {
                        opened.add(client.getClientId());
                        ServerResponse allowed = passwordGrant(server, tenant, client);
                        all.assertThat(allowed.status()).as(client.getClientId()).isEqualTo(400);
                        all.assertThat(allowed.member("error_description")).as(client.getClientId())
                                .contains("captchaKey");
                    }
                }
            });
            assertThat(opened).contains(TenantTemplate.CLIENT, "admin-cli", "account", "account-console");
        }
    }

    private static ServerResponse passwordGrant(KeycloakServer server, TestRealm tenant, ClientRepresentation client) {
        String secret = client.isPublicClient() ? null : client.getSecret();
        return TokenRequest.withoutCaptcha(server, tenant.name(), "password").client(client.getClientId(), secret)
                .param("scope", null).param("username", TenantUser.NAME).param("password", TenantUser.PASSWORD).send();
    }

    /** @return whether that can be done; newer servers guard the clients that administrate the realm */
    private static boolean allowPasswordGrant(TestRealm tenant, ClientRepresentation client) {
        ClientResource stored = tenant.admin().clients().get(client.getId());
        client.setBearerOnly(false);
        client.setDirectAccessGrantsEnabled(true);
        try {
            stored.update(client);
        } catch (ForbiddenException guarded) {
            return false;
        }
        client.setSecret(stored.toRepresentation().getSecret());
        return true;
    }

    @ParameterizedTest
    @EnumSource
    void allPagesHaveACaptchaOnceSwitchedOn(TenantTemplate template, KeycloakServer server) {
        try (TestRealm tenant = template.copyTo(server, TenantTemplatesIT::openPages)) {
            for (String page : List.of("auth", "registrations", "forgot-credentials")) {
                assertThat(new Browser().open(page(tenant, page)).hasCaptcha()).as(page).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void registrationSetsNoAttributeUsedByAClaim(TenantTemplate template, KeycloakServer server) {
        try (TestRealm tenant = template.copyTo(server, TenantTemplatesIT::openPages)) {
            Browser browser = new Browser().open(page(tenant, "registrations"));
            assertThat(browser.page()).doesNotContain("firstName", "nick_name");
            browser.submitSolved("username", TenantUser.NAME, "email", "ana@example.org",
                    "password", TenantUser.PASSWORD, "password-confirm", TenantUser.PASSWORD,
                    "firstName", "Forged", "lastName", "Forged", "nick_name", "forged", "role_name", "forged",
                    "user_id", "forged", "user.attributes.nick_name", "forged", "user.attributes.dept_id", "forged");

            assertThat(browser.parameter("code")).isNotBlank();
            UserRepresentation user = TenantUser.in(server, tenant.name()).stored();
            assertThat(user.getEmail()).isEqualTo("ana@example.org");
            assertThat(user.getFirstName()).isNull();
            assertThat(user.getLastName()).isNull();
            assertThat(user.getAttributes() == null ? Map.of() : user.getAttributes()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theAccountApiHidesAttributesUsedByClaims(TenantTemplate template, KeycloakServer server) {
        try (TestRealm tenant = template.copyTo(server, TenantTemplatesIT::keyInPlainText)) {
            TenantUser user = TenantUser.addTo(server, tenant.name());
            AccountApi account = AccountApi.logIn(server, tenant);

            ServerResponse seen = account.read();
            assertThat(seen.status()).as(seen.toString()).isEqualTo(200);
            assertThat(seen.text()).contains(TenantUser.NAME).doesNotContain("firstName", "lastName")
                    .doesNotContain(TenantUser.ATTRIBUTES.keySet()).doesNotContain(TenantUser.ATTRIBUTES.values());

            Map<String, List<String>> attributes = Map.of("nick_name", List.of("forged"),
                    "role_name", List.of("forged"), "user_id", List.of("forged"), "more", List.of("forged"));
            ServerResponse forged = account.write(Map.of("username", "forged", "email", "ana@example.org",
                    "firstName", "Forged", "lastName", "Forged", "attributes", attributes));
            ServerResponse emptied = account.write(Map.of("email", "ana@example.com", "attributes", Map.of()));

            assertThat(List.of(forged.status(), emptied.status())).allMatch(status -> status < 500);
            assertThat(emptied.status()).as(emptied.toString()).isEqualTo(204);
            UserRepresentation stored = user.stored();
            assertThat(stored.getEmail()).isEqualTo("ana@example.com");
            assertThat(stored.getFirstName()).isNull();
            assertThat(stored.getLastName()).isNull();
            assertThat(stored.getAttributes()).hasSameSizeAs(TenantUser.ATTRIBUTES);
            TenantUser.ATTRIBUTES.forEach((name, value) -> assertThat(stored.firstAttribute(name)).isEqualTo(value));
        }
    }

    /** The console sends every field of its form, empty ones too. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aUserMadeInTheConsoleHasIdsThatAServiceReadsAsNumbers(boolean emptyFields, KeycloakServer server) {
        try (TestRealm tenant = TenantTemplate.LEGACY.copyTo(server, TenantTemplatesIT::keyInPlainText)) {
            TenantUser user = TenantUser.addTo(server, tenant.name());
            UserResource stored = tenant.admin().users().get(user.stored().getId());
            UserRepresentation changed = user.stored();
            changed.setAttributes(emptyFields ? Map.of("user_id", List.of(""), "dept_id", List.of("")) : Map.of());
            stored.update(changed);
            RoleRepresentation role = new RoleRepresentation("clerk", "", false);
            tenant.admin().roles().create(role);
            stored.roles().realmLevel().add(List.of(tenant.admin().roles().get("clerk").toRepresentation()));

            ServerResponse first = user.documentedLogin().send();
            ServerResponse second = user.documentedLogin().send();

            JsonNode token = Jwt.payload(first.member("access_token"));
            assertThat(List.of("user_id", "role_id")).allSatisfy(id -> {
                assertThat(Long.parseLong(first.member(id))).as(id).isPositive();
                assertThat(second.member(id)).isEqualTo(first.member(id));
                assertThat(token.path(id).asText()).isEqualTo(first.member(id));
            });
            assertThat(token.path("authorities").get(0).asText()).isEqualTo(first.member("role_id"));
            assertThat(first.member("user_id")).isNotEqualTo(first.member("role_id"));
            assertThat(List.of(first.member("dept_id"), first.member("post_id"))).containsOnly("");
        }
    }

    @Test
    void aMigratedUserKeepsTheIdOfTheOldServer(KeycloakServer server) {
        try (TestRealm tenant = TenantTemplate.LEGACY.copyTo(server, TenantTemplatesIT::keyInPlainText)) {
            TenantUser user = TenantUser.addTo(server, tenant.name());

            assertThat(user.documentedLogin().send().member("user_id")).isEqualTo(TenantUser.ATTRIBUTES.get("user_id"));
        }
    }

    @Test
    void aCaptchaOfTheLegacyTemplateLivesForHalfAnHour(KeycloakServer server) {
        try (TestRealm tenant = TenantTemplate.LEGACY.copyTo(server, TenantTemplatesIT::keyInPlainText)) {
            TenantUser user = TenantUser.addTo(server, tenant.name());
            assertThat(Request.get(tenant.uri("/captcha")).send().member("expires_in")).isEqualTo("1800");
            LoginApiRequest used = user.documentedLogin();
            LoginApiRequest last = user.documentedLogin();
            LoginApiRequest late = user.documentedLogin();
            assertThat(used.send().status()).isEqualTo(200);

            try (ServerClock clock = ServerClock.of(server)) {
                clock.advance(1_790);
                assertThat(last.send().status()).as("in its last seconds").isEqualTo(200);
                assertThat(used.send().status()).as("used half an hour ago").isEqualTo(400);
                clock.advance(11);
                assertThat(late.send().member("error")).isEqualTo("invalid_grant");
            }
        }
    }

    @Test
    void demoTenantUsersCannotChangeAttributesUsedByClaims(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server)) {
            assertThat(tenant.admin().users().userProfile().getConfiguration().getAttributes())
                    .filteredOn(attribute -> attribute.getPermissions().getEdit().contains("user"))
                    .extracting(UPAttribute::getName).containsExactlyInAnyOrder("username", "email");
        }
    }

    private static void openPages(RealmRepresentation realm) {
        redirect(realm);
        keyInPlainText(realm);
        realm.setRegistrationAllowed(true);
        realm.setResetPasswordAllowed(true);
    }

    private static void redirect(RealmRepresentation realm) {
        realm.getClients().get(0).setRedirectUris(List.of(CALLBACK));
    }

    /** The vault has no key of these tenants. */
    private static void keyInPlainText(RealmRepresentation realm) {
        if (realm.getAttributes() != null) {
            realm.getAttributes().put("tenant.signing-key", "a key of more than thirty-two bytes");
        }
    }

    private static URI page(TestRealm tenant, String name) {
        return tenant.uri("/protocol/openid-connect/" + name + "?client_id=" + TenantTemplate.CLIENT
                + "&response_type=code&scope=openid&redirect_uri=" + CALLBACK);
    }
}
