package io.komauth.loginapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import io.komauth.signature.ForgedToken;
import io.komauth.testing.DemoTenant;
import io.komauth.testing.Jwt;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.LoginApiRequest;
import io.komauth.testing.Poll;
import io.komauth.testing.Request;
import io.komauth.testing.ServerClock;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.EventRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** What a front end learns of the user who is logged in, by the access token that it has. */
@WithKeycloak
class LoginApiUserInfoIT {

    private static final byte[] SHARED_KEY = "demo-tenant-000000-not-for-production".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @CsvSource({"Authorization,'Bearer '", "Blade-Auth,'bearer '", "Blade-Auth,''", "Authorization,''"})
    void itIsTheTokenResponseWithoutTheTokens(String header, String prefix, KeycloakServer server) {
        ServerResponse login = LoginApiRequest.example(server).send();

        ServerResponse response = userInfo(server).header(header, prefix + login.member("access_token")).send();

        assertThat(response.status()).as(response.toString()).isEqualTo(200);
        assertThat(response.header("Content-Type").orElse("")).startsWith("application/json");
        assertThat(response.header("Cache-Control")).hasValue("no-store");
        Map<String, JsonNode> expected = members(login);
        expected.keySet().removeAll(List.of("access_token", "refresh_token"));
        expected.put("userId", expected.get("user_id"));
        expected.put("roleId", expected.get("role_id"));
        expected.put("deptId", expected.get("dept_id"));
        expected.put("tenantId", expected.get("tenant_id"));
        expected.put("userName", expected.get("user_name"));
        Map<String, JsonNode> members = members(response);
        assertThat(members.keySet()).containsExactlyElementsOf(expected.keySet());
        assertThat(members.remove("expires_in").asInt()).isBetween(43199 - 60, 43200);
        expected.remove("expires_in");
        assertThat(members).isEqualTo(expected);
        assertThat(response.member("userId")).isEqualTo("1310857482650308609");
        assertThat(response.member("account")).isEqualTo("admin");
    }

    @ParameterizedTest
    @MethodSource("io.komauth.loginapi.LoginApiLogoutIT#signatures")
    void itIsThereWhicheverSignatureTheTokenHas(Consumer<RealmRepresentation> change, KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, change)) {
            ServerResponse login = TokenRequest.captchaGrant(server, tenant).send();

            assertIsOf("admin", userInfo(server).bearer(login.member("access_token")).send());
        }
    }

    @Test
    void clientCredentialsMayAccompanyTheToken(KeycloakServer server) {
        ServerResponse login = LoginApiRequest.example(server).send();

        assertIsOf("admin", userInfo(server).basicAuth("sword", "sword_secret")
                .header("Blade-Auth", "bearer " + login.member("access_token")).send());
    }

    @Test
    void itIsReadByGetAlone(KeycloakServer server) {
        ServerResponse login = LoginApiRequest.example(server).send();
        String token = login.member("access_token");

        ServerResponse head = Request.of("HEAD", LoginApiRequest.uri(server, "user-info")).bearer(token).send();
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.text()).isEmpty();
        assertThat(Stream.of("POST", "PUT", "DELETE", "PATCH")).allSatisfy(method -> assertThat(
                Request.of(method, LoginApiRequest.uri(server, "user-info")).bearer(token).send().status()).isEqualTo(405));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endings")
    void itIsRefusedAfterTheSessionIsOver(String what, Consumer<TestRealm> ending, KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server)) {
            String token = LoginApiRequest.example(server, tenant).send().member("access_token");
            assertIsOf("admin", userInfo(server).bearer(token).send());

            ending.accept(tenant);

            assertIsRefused(userInfo(server).bearer(token).send());
        }
    }

    static Stream<Arguments> endings() {
        return Stream.of(
                ending("the user's sessions are ended", tenant -> tenant.admin().users().get(user(tenant).getId()).logout()),
                ending("all sessions are ended", tenant -> tenant.admin().logoutAll()),
                ending("the user is disabled", tenant -> {
                    UserRepresentation user = user(tenant);
                    user.setEnabled(false);
                    tenant.admin().users().get(user.getId()).update(user);
                }),
                ending("the user is deleted", tenant -> tenant.admin().users().delete(user(tenant).getId()).close()),
                ending("the client is disabled", tenant -> {
                    ClientRepresentation client = tenant.admin().clients().findByClientId("sword").get(0);
                    client.setEnabled(false);
                    tenant.admin().clients().get(client.getId()).update(client);
                }),
                ending("the realm is disabled", tenant -> change(tenant, realm -> realm.setEnabled(false))),
                ending("the API no longer serves the realm",
                        tenant -> change(tenant, realm -> realm.getAttributes().put("tenant.api", "false"))),
                ending("all tokens are revoked", tenant -> change(tenant,
                        realm -> realm.setNotBefore(Math.toIntExact(Instant.now().getEpochSecond()) + 60))));
    }

    @Test
    void itIsRefusedAfterALogout(KeycloakServer server) {
        String token = LoginApiRequest.example(server).send().member("access_token");

        Request.get(LoginApiRequest.uri(server, "logout")).bearer(token).send();

        assertIsRefused(userInfo(server).bearer(token).send());
    }

    @Test
    void anExpiredTokenIsRefused(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, realm -> realm.setAccessTokenLifespan(60))) {
            String token = LoginApiRequest.example(server, tenant).send().member("access_token");

            try (ServerClock clock = ServerClock.of(server)) {
                clock.advance(30);
                ServerResponse response = userInfo(server).bearer(token).send();
                assertIsOf("admin", response);
                assertThat(response.json().get("expires_in").asInt()).isBetween(1, 30);
                clock.advance(45);
                assertIsRefused(userInfo(server).bearer(token).send());
            }
        }
    }

    /** The second request comes when the session has been idle for too long, unless the first was a use of it. */
    @Test
    void readingDoesNotExtendTheSession(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, realm -> realm.setSsoSessionIdleTimeout(600))) {
            ServerResponse login = LoginApiRequest.example(server, tenant).send();
            ServerResponse refreshed = LoginApiRequest.example(server, tenant).send();

            try (ServerClock clock = ServerClock.of(server)) {
                clock.advance(400);
                assertIsOf("admin", userInfo(server).bearer(login.member("access_token")).send());
                refreshed = LoginApiRequest.refresh(server, tenant.name(), refreshed).send();
                assertThat(refreshed.status()).as(refreshed.toString()).isEqualTo(200);
                clock.advance(400);
                assertIsRefused(userInfo(server).bearer(login.member("access_token")).send());
                assertThat(LoginApiRequest.refresh(server, tenant.name(), login).send().status()).isEqualTo(400);
                assertIsOf("admin", userInfo(server).bearer(refreshed.member("access_token")).send());
            }
        }
    }

    @Test
    void whatIsNoTokenIsRefused(KeycloakServer server) {
        ServerResponse login = LoginApiRequest.example(server).send();
        String token = login.member("access_token");

        assertIsRefused(userInfo(server).send());
        assertIsRefused(userInfo(server).basicAuth("sword", "sword_secret").send());
        assertThat(Stream.of("", "x", "a.b.c", "bnVsbA.bnVsbA.bnVsbA", token.substring(1), token + "x",
                login.member("refresh_token"))).allSatisfy(text -> {
                    assertIsRefused(userInfo(server).bearer(text).send());
                    assertIsRefused(userInfo(server).header("Blade-Auth", text).send());
                });
        assertIsRefused(userInfo(server).bearer(token).header("Blade-Auth", token).send());
        assertIsRefused(userInfo(server).bearer(token).bearer(token).send());
        assertIsRefused(Request.get(URI.create(LoginApiRequest.uri(server, "user-info") + "?access_token=" + token)).send());
    }

    /** A service that has the key makes tokens, which say who is logged in only as far as a session does. */
    @Test
    void aTokenMustMatchTheSession(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server); TestRealm other = DemoTenant.copyTo(server)) {
            ServerResponse login = LoginApiRequest.example(server, tenant).send();

            SoftAssertions.assertSoftly(all -> {
                all.assertThat(status(server, login, claims -> { })).as("the token itself").isEqualTo(200);
                all.assertThat(status(server, login, claims -> claims.put("user_id", "1"))).as("another claim").isEqualTo(200);
                all.assertThat(status(server, login, claims -> claims.put("azp", "other"))).as("azp").isEqualTo(401);
                all.assertThat(status(server, login, claims -> claims.put("sub", "other"))).as("sub").isEqualTo(401);
                all.assertThat(status(server, login, claims -> claims.put("iss", other.uri("").toString()))).as("iss")
                        .isEqualTo(401);
                all.assertThat(status(server, login, claims -> claims.put("sid", "other"))).as("sid").isEqualTo(401);
                all.assertThat(status(server, login, claims -> claims.put("typ", "Refresh"))).as("typ").isEqualTo(401);
                all.assertThat(status(server, login, claims -> claims.remove("exp"))).as("no exp").isEqualTo(401);
                all.assertThat(status(server, login, claims -> claims.put("exp", 0))).as("exp 0").isEqualTo(401);
                all.assertThat(status(server, login, claims -> claims.put("exp", Long.MAX_VALUE))).as("exp").isEqualTo(200);
                all.assertThat(status(server, login, claims -> claims.put("cnf", Map.of("jkt", "x")))).as("cnf").isEqualTo(401);
            });
            String forged = ForgedToken.of("HS256", null, claims(login), "another key that has more than 32 bytes".getBytes(
                    StandardCharsets.UTF_8));
            assertIsRefused(userInfo(server).bearer(forged).send());
            assertThat(userInfo(server).bearer(ForgedToken.of("HS256", null, with(login, "user_id", "1"), SHARED_KEY)).send()
                    .member("userId")).isEqualTo("1310857482650308609");
        }
    }

    @Test
    void itIsAnEventWhereTheRealmKeepsThese(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, realm -> realm.setEnabledEventTypes(List.of("USER_INFO_REQUEST")))) {
            ServerResponse login = LoginApiRequest.example(server, tenant).send();

            userInfo(server).bearer(login.member("access_token")).send();

            Poll.until("the event", () -> !tenant.admin().getEvents().isEmpty());
            EventRepresentation event = tenant.admin().getEvents().get(0);
            assertThat(event.getClientId()).isEqualTo("sword");
            assertThat(event.getUserId()).isEqualTo(user(tenant).getId());
            assertThat(event.getSessionId()).isEqualTo(claims(login).get("sid").toString().replace("\"", ""));
        }
    }

    @Test
    void theRefusalIsInTheLanguageOfTheCaller(KeycloakServer server) {
        assertThat(userInfo(server).header("Accept-Language", "zh-CN").send().member("error_description"))
                .isEqualTo("访问令牌缺失或无效，或会话已结束，请重新登录。");
    }

    private static Request userInfo(KeycloakServer server) {
        return Request.get(LoginApiRequest.uri(server, "user-info"));
    }

    /** The status for a token that a service has made by the shared key, of the claims of a login's token. */
    private static int status(KeycloakServer server, ServerResponse login, Consumer<Map<String, Object>> change) {
        Map<String, Object> claims = claims(login);
        change.accept(claims);
        return userInfo(server).bearer(ForgedToken.of("HS256", null, claims, SHARED_KEY)).send().status();
    }

    private static Map<String, Object> with(ServerResponse login, String claim, Object value) {
        Map<String, Object> claims = claims(login);
        claims.put(claim, value);
        return claims;
    }

    private static Map<String, Object> claims(ServerResponse login) {
        Map<String, Object> claims = new HashMap<>();
        Jwt.payload(login.member("access_token")).properties().forEach(claim -> claims.put(claim.getKey(), claim.getValue()));
        return claims;
    }

    private static Map<String, JsonNode> members(ServerResponse response) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        response.json().properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }

    private static UserRepresentation user(TestRealm tenant) {
        return tenant.admin().users().search("admin").get(0);
    }

    private static void change(TestRealm tenant, Consumer<RealmRepresentation> change) {
        RealmRepresentation realm = tenant.admin().toRepresentation();
        change.accept(realm);
        tenant.admin().update(realm);
    }

    private static void assertIsOf(String account, ServerResponse response) {
        assertThat(response.status()).as(response.toString()).isEqualTo(200);
        assertThat(response.member("account")).isEqualTo(account);
    }

    private static void assertIsRefused(ServerResponse response) {
        assertThat(response.status()).as(response.toString()).isEqualTo(401);
        assertThat(response.member("error")).isEqualTo("invalid_token");
        assertThat(response.member("error_description")).isNotBlank();
        assertThat(response.header("WWW-Authenticate")).hasValue("Bearer error=\"invalid_token\"");
        assertThat(response.header("Cache-Control")).hasValue("no-store");
    }

    private static Arguments ending(String what, Consumer<TestRealm> ending) {
        return Arguments.of(what, ending);
    }
}
