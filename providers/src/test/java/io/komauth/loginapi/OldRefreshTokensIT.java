package io.komauth.loginapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.komauth.signature.ForgedToken;
import io.komauth.testing.ApiExample;
import io.komauth.testing.DemoTenant;
import io.komauth.testing.EachDatabase;
import io.komauth.testing.Jwt;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.LoginApiRequest;
import io.komauth.testing.ServerClock;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.EventRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/** What the refresh tokens of the old server are worth, where a tenant exchanges them and where it does not. */
@WithKeycloak
@EachDatabase
class OldRefreshTokensIT {

    private static final String REFUSED = "刷新令牌已失效，请重新登录。";
    private static final String NOT_SET_UP = "账号尚未完成设置：需要修改密码，或缺少其他信息。";
    private static final String NOT_ALLOWED = "该客户端不允许以此方式登录用户。";

    /** A tenant for all tokens that are refused: to make a realm takes longer than the rest of such a test. */
    private static TestRealm refusing;

    @BeforeAll
    static void createTenant(KeycloakServer server) {
        refusing = OldRefreshTokens.tenant(server);
    }

    @AfterAll
    static void removeTenant() {
        refusing.close();
    }

    @Test
    void aTokenIsExchangedForASessionOnce(KeycloakServer server) {
        try (TestRealm tenant = OldRefreshTokens.tenant(server)) {
            String token = OldRefreshTokens.token(tenant);

            ServerResponse exchanged = OldRefreshTokens.exchange(server, tenant, token);

            assertThat(exchanged.status()).as(exchanged.toString()).isEqualTo(200);
            assertThat(exchanged.json().fieldNames()).toIterable()
                    .containsExactlyElementsOf(ApiExample.read("response.json")::fieldNames);
            assertThat(List.of(exchanged.member("user_name"), exchanged.member("user_id"), exchanged.member("tenant_id")))
                    .containsExactly("admin", "1310857482650308609", tenant.name());
            assertThat(Jwt.header(exchanged.member("access_token")).toString()).isEqualTo("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
            assertThat(Jwt.payload(exchanged.member("refresh_token")).path("typ").asText()).isEqualTo("Refresh");
            assertThat(tenant.admin().users().get(user(tenant)).getUserSessions()).hasSize(1);
            EventRepresentation event = events(tenant, "REFRESH_TOKEN").get(0);
            assertThat(event.getUserId()).isEqualTo(user(tenant));
            assertThat(event.getDetails()).containsEntry("old_refresh_token_id", Jwt.payload(token).path("jti").asText())
                    .containsEntry("username", "admin");
            assertThat(LoginApiRequest.refresh(server, tenant.name(), exchanged).send().status()).isEqualTo(200);

            assertRefused(OldRefreshTokens.exchange(server, tenant, token), REFUSED);
            assertThat(reason(tenant)).isEqualTo("Old refresh token was used");
            assertThat(tenant.admin().users().get(user(tenant)).getUserSessions()).hasSize(1);
        }
    }

    @Test
    void itIsTakenFromAFormAndFromTheQueryToo(KeycloakServer server) {
        try (TestRealm tenant = OldRefreshTokens.tenant(server, inAMonth(),
                realm -> realm.getAttributes().put("tenant.api.query", "true"))) {
            assertThat(OldRefreshTokens.request(server, tenant, OldRefreshTokens.token(tenant)).sendAsForm().status())
                    .isEqualTo(200);
            assertThat(LoginApiRequest.withoutCaptcha(server, tenant.name()).only()
                    .query("?grant_type=refresh_token&scope=all&refresh_token=" + OldRefreshTokens.token(tenant)).send().status())
                    .isEqualTo(200);
        }
    }

    @Test
    void theStandardEndpointTakesNone(KeycloakServer server) {
        try (TestRealm tenant = OldRefreshTokens.tenant(server)) {
            ServerResponse refused = TokenRequest.withoutCaptcha(server, tenant.name(), "refresh_token").param("username", null)
                    .param("password", null).param("refresh_token", OldRefreshTokens.token(tenant)).send();

            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.member("error")).isEqualTo("invalid_grant");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "2020-01-01", "2020-01-01T00:00:00Z"})
    void withoutADateToComeTheAnswerIsThatToAnyInvalidToken(String until, KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, realm -> realm.getAttributes().put(OldRefreshTokens.UNTIL, until))) {
            ServerResponse none = OldRefreshTokens.exchange(server, tenant, "x");
            ServerResponse old = OldRefreshTokens.exchange(server, tenant, OldRefreshTokens.token(tenant));

            assertRefused(old, REFUSED);
            assertThat(old.text()).isEqualTo(none.text());
            assertThat(LoginApiRequest.example(server, tenant).send().status()).isEqualTo(200);
        }
    }

    @Test
    void afterTheDateItIsRefusedAndOnceExchangedItStaysSoToTheEnd(KeycloakServer server) {
        try (TestRealm tenant = OldRefreshTokens.tenant(server, Instant.now().plusSeconds(20_000), realm -> { })) {
            String used = OldRefreshTokens.token(tenant);
            String last = OldRefreshTokens.token(tenant);
            String late = OldRefreshTokens.token(tenant);
            assertThat(OldRefreshTokens.exchange(server, tenant, used).status()).isEqualTo(200);

            try (ServerClock clock = ServerClock.of(server)) {
                clock.advance(19_900);
                assertRefused(OldRefreshTokens.exchange(server, tenant, used), REFUSED);
                assertThat(OldRefreshTokens.exchange(server, tenant, last).status()).isEqualTo(200);
                clock.advance(101);
                assertRefused(OldRefreshTokens.exchange(server, tenant, late), REFUSED);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tokens")
    void anotherTokenIsRefused(String what, BiFunction<KeycloakServer, TestRealm, String> token, String reason,
            KeycloakServer server) {
        refusing.admin().clearEvents();
        refusing.admin().users().get(user(refusing)).logout();

        assertRefused(OldRefreshTokens.exchange(server, refusing, token.apply(server, refusing)), REFUSED);

        if (reason != null) {
            assertThat(reason(refusing)).isEqualTo(reason);
        }
        assertThat(refusing.admin().users().get(user(refusing)).getUserSessions().size()).as("sessions")
                .isEqualTo(what.startsWith("an access token of Keycloak") ? 1 : 0);
    }

    static Stream<Arguments> tokens() {
        long now = Instant.now().getEpochSecond();
        String expired = "Old refresh token has expired, or does not say when it expires within a year";
        String otherKey = "Old refresh token is signed by another key";
        String none = "Token is no old refresh token";
        String user = "User of the old refresh token is unknown";
        return Stream.of(
                token("another key", tenant -> ForgedToken.of("HS256", null, OldRefreshTokens.claims(tenant, claims -> { }),
                        OldRefreshTokens.bytes("another key that has thirty-two bytes")), otherKey),
                token("an altered payload", OldRefreshTokensIT::altered, otherKey),
                token("alg none", tenant -> forged("none", null, tenant), null),
                token("alg HS384", tenant -> forged("HS384", null, tenant), null),
                token("alg HS512", tenant -> forged("HS512", null, tenant), null),
                token("a key id", tenant -> forged("HS256", "some-key", tenant), null),
                with("expired", claims -> claims.put("exp", now - 1), expired),
                with("without exp", claims -> claims.remove("exp"), expired),
                with("exp as a text", claims -> claims.put("exp", Long.toString(now + 1_000)), expired),
                with("exp as a fraction", claims -> claims.put("exp", now + 1_000.5), expired),
                with("exp in ten years", claims -> claims.put("exp", now + 315_360_000L), expired),
                with("exp of more than a long", claims -> claims.put("exp", new BigInteger("9".repeat(30))), expired),
                with("exp at the end of time", claims -> claims.put("exp", Long.MAX_VALUE), expired),
                with("an access token", claims -> claims.remove("ati"), none),
                with("with an empty ati", claims -> claims.put("ati", ""), none),
                with("without jti", claims -> claims.remove("jti"), none),
                with("with a type of Keycloak's", claims -> claims.put("typ", "Refresh"), none),
                of("an access token of Keycloak's", (server, tenant) ->
                        LoginApiRequest.example(server, tenant).send().member("access_token"), none),
                with("another tenant", claims -> claims.put("tenant_id", "000000"), "Old refresh token is of another tenant"),
                with("without tenant", claims -> claims.remove("tenant_id"), "Old refresh token is of another tenant"),
                with("another client", claims -> claims.put("client_id", "saber"), "Old refresh token is of another client"),
                with("a missing user", claims -> claims.put("user_name", "nobody"), user),
                with("a user of another id", claims -> claims.put("user_id", "1310857482650308610"), user),
                with("a user id that is a number", claims -> claims.put("user_id", 1310857482650308609L), user),
                with("without user name", claims -> claims.remove("user_name"), user),
                with("a user name that databases fail for", claims -> claims.put("user_name", "ad\0min"), user),
                token("claims that are no object", tenant -> ForgedToken.of("HS256", null, List.of("admin"),
                        OldRefreshTokens.bytes(OldRefreshTokens.KEY)), null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tenants")
    void aUserOrAClientThatMayNotLogInIsRefused(String what, Consumer<RealmRepresentation> change, String text, String reason,
            KeycloakServer server) {
        try (TestRealm tenant = OldRefreshTokens.tenant(server, inAMonth(), change)) {
            assertRefused(OldRefreshTokens.exchange(server, tenant, OldRefreshTokens.token(tenant)), text);

            assertThat(reason(tenant)).isEqualTo(reason);
            assertThat(tenant.admin().users().get(user(tenant)).getUserSessions()).isEmpty();
        }
    }

    static Stream<Arguments> tenants() {
        String client = "Client is not allowed to exchange old refresh tokens";
        String notSetUp = "Account is not fully set up";
        return Stream.of(
                Arguments.of("a disabled user", change(realm -> realm.getUsers().get(0).setEnabled(false)), REFUSED,
                        "User is disabled"),
                Arguments.of("a user who must change the password",
                        change(realm -> realm.getUsers().get(0).setRequiredActions(List.of("UPDATE_PASSWORD"))), NOT_SET_UP,
                        notSetUp),
                Arguments.of("an expired password in a flow that does not allow it", change(realm -> {
                    realm.setPasswordPolicy("hashAlgorithm(md5-argon2) and forceExpiredPasswordChange(90)");
                    realm.setDirectGrantFlow("direct grant");
                }), NOT_SET_UP, notSetUp),
                Arguments.of("a client without direct grants",
                        change(realm -> DemoTenant.client(realm).setDirectAccessGrantsEnabled(false)), NOT_ALLOWED, client),
                Arguments.of("a client that needs consent", change(realm -> DemoTenant.client(realm).setConsentRequired(true)),
                        NOT_ALLOWED, client),
                Arguments.of("a client whose tokens Keycloak accepts", change(DemoTenant::signByRealmKey), NOT_ALLOWED, client),
                Arguments.of("a realm whose tokens were revoked", change(realm -> realm.setNotBefore(1)), REFUSED,
                        "All older tokens of the realm or the client were revoked"));
    }

    @Test
    void anExpiredPasswordIsReportedWhereTheFlowAllowsIt(KeycloakServer server) {
        try (TestRealm tenant = OldRefreshTokens.tenant(server, inAMonth(),
                realm -> realm.setPasswordPolicy("hashAlgorithm(md5-argon2) and forceExpiredPasswordChange(90)"))) {
            ServerResponse exchanged = OldRefreshTokens.exchange(server, tenant, OldRefreshTokens.token(tenant));

            assertThat(exchanged.status()).as(exchanged.toString()).isEqualTo(200);
            assertThat(exchanged.json().path("password_expired").asBoolean()).isTrue();
        }
    }

    @Test
    void aUserWhoseSessionsAnAdministratorHasEndedIsRefused(KeycloakServer server) {
        try (TestRealm tenant = OldRefreshTokens.tenant(server)) {
            tenant.admin().users().get(user(tenant)).logout();

            assertRefused(OldRefreshTokens.exchange(server, tenant, OldRefreshTokens.token(tenant)), REFUSED);
            assertThat(reason(tenant)).isEqualTo("All older tokens of the user were revoked");
        }
    }

    @Test
    void aLockedUserIsRefused(KeycloakServer server) {
        try (TestRealm tenant = OldRefreshTokens.tenant(server, inAMonth(), realm -> {
            realm.setBruteForceProtected(true);
            realm.setFailureFactor(1);
        })) {
            LoginApiRequest.example(server, tenant).member("password", "0".repeat(32)).send();

            assertRefused(OldRefreshTokens.exchange(server, tenant, OldRefreshTokens.token(tenant)), REFUSED);
            assertThat(reason(tenant)).isEqualTo("User is locked");
        }
    }

    /** What is wrong with the client's credentials must not spend the token. */
    @Test
    void aClientThatIsNotAuthenticatedSpendsNothing(KeycloakServer server) {
        try (TestRealm tenant = OldRefreshTokens.tenant(server)) {
            String token = OldRefreshTokens.token(tenant);

            assertThat(OldRefreshTokens.request(server, tenant, token).client("sword", "wrong").send().status()).isEqualTo(401);
            assertThat(OldRefreshTokens.exchange(server, tenant, token).status()).isEqualTo(200);
        }
    }

    private static void assertRefused(ServerResponse response, String text) {
        assertThat(response.status()).as(response.toString()).isEqualTo(400);
        assertThat(response.member("error")).isEqualTo(text.equals(NOT_ALLOWED) ? "unauthorized_client" : "invalid_grant");
        assertThat(response.member("error_description")).isEqualTo(text);
    }

    private static String reason(TestRealm tenant) {
        return events(tenant, "REFRESH_TOKEN_ERROR").get(0).getDetails().get("reason");
    }

    private static List<EventRepresentation> events(TestRealm tenant, String type) {
        return tenant.admin().getEvents(List.of(type), null, null, null, null, null, 0, 10);
    }

    private static String user(TestRealm tenant) {
        return tenant.admin().users().search("admin").get(0).getId();
    }

    private static Instant inAMonth() {
        return Instant.now().plusSeconds(2_592_000);
    }

    private static Consumer<RealmRepresentation> change(Consumer<RealmRepresentation> change) {
        return change;
    }

    private static String forged(String alg, String kid, TestRealm tenant) {
        return ForgedToken.of(alg, kid, OldRefreshTokens.claims(tenant, claims -> { }),
                OldRefreshTokens.bytes(OldRefreshTokens.KEY));
    }

    private static String altered(TestRealm tenant) {
        String[] parts = OldRefreshTokens.token(tenant).split("\\.");
        String[] others = OldRefreshTokens.token(tenant, claims -> claims.put("jti", UUID.randomUUID().toString())).split("\\.");
        return parts[0] + '.' + others[1] + '.' + parts[2];
    }

    private static Arguments with(String what, Consumer<ObjectNode> change, String reason) {
        return token(what, tenant -> OldRefreshTokens.token(tenant, change), reason);
    }

    private static Arguments token(String what, Function<TestRealm, String> token, String reason) {
        return of(what, (server, tenant) -> token.apply(tenant), reason);
    }

    private static Arguments of(String what, BiFunction<KeycloakServer, TestRealm, String> token, String reason) {
        return Arguments.of(what, token, reason);
    }
}
