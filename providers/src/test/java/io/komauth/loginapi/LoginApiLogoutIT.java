package io.komauth.loginapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserSessionRepresentation;

@WithKeycloak
class LoginApiLogoutIT {

    private static final byte[] SHARED_KEY = "demo-tenant-000000-not-for-production".getBytes(StandardCharsets.UTF_8);

    /** A tenant as it is, for all tests that leave it so: to make a realm takes longer than the rest of such a test. */
    private static TestRealm tenant;

    @BeforeAll
    static void createTenant(KeycloakServer server) {
        tenant = DemoTenant.copyTo(server);
    }

    @AfterAll
    static void removeTenant() {
        tenant.close();
    }

    @ParameterizedTest
    @CsvSource({"GET,Authorization,'Bearer '", "POST,Authorization,'Bearer '", "GET,Blade-Auth,'bearer '",
            "POST,Blade-Auth,''", "GET,Authorization,''", "GET,Blade-Auth,'BEARER '"})
    void aLogoutEndsTheSessionOfTheToken(String method, String header, String prefix, KeycloakServer server) {
        ServerResponse login = LoginApiRequest.example(server, tenant).send();

        assertIsDone(logout(server, method).header(header, prefix + login.member("access_token")).send());
        assertThat(isAlive(server, tenant, login)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("signatures")
    void itDoesSoWhicheverSignatureTheTokenHas(Consumer<RealmRepresentation> change, KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, change)) {
            ServerResponse login = TokenRequest.captchaGrant(server, tenant).send();

            assertIsDone(logout(server, "GET").bearer(login.member("access_token")).send());
            assertThat(isAlive(server, tenant, login)).isFalse();
        }
    }

    static Stream<Consumer<RealmRepresentation>> signatures() {
        return Stream.of(
                realm -> { },
                DemoTenant::signByRealmKey,
                realm -> DemoTenant.client(realm).getAttributes().put("access.token.signed.response.alg", "HS512"),
                realm -> DemoTenant.client(realm).getAttributes().put("access.token.signed.response.alg", "ES256"));
    }

    @Test
    void clientCredentialsMayAccompanyTheToken(KeycloakServer server) {
        ServerResponse login = LoginApiRequest.example(server, tenant).send();

        assertIsDone(logout(server, "GET").basicAuth("sword", "sword_secret")
                .header("Blade-Auth", "bearer " + login.member("access_token")).send());
        assertThat(isAlive(server, tenant, login)).isFalse();
    }

    @Test
    void anExpiredTokenEndsItsSessionToo(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, realm -> realm.setAccessTokenLifespan(1))) {
            ServerResponse login = LoginApiRequest.example(server, tenant).send();

            try (ServerClock clock = ServerClock.of(server)) {
                clock.advance(3);
                assertIsDone(logout(server, "GET").bearer(login.member("access_token")).send());
            }
            assertThat(isAlive(server, tenant, login)).isFalse();
        }
    }

    @Test
    void aLogoutMayHaveABodyOfAnyKind(KeycloakServer server) {
        ServerResponse login = LoginApiRequest.example(server, tenant).send();

        assertIsDone(logout(server, "POST").bearer(login.member("access_token"))
                .body("multipart/form-data; boundary=x", "--x").send());
        assertThat(isAlive(server, tenant, login)).isFalse();
        assertIsDone(Request.post(LoginApiRequest.uri(server, "logout/"))
                .body("multipart/form-data; boundary=x", "--x").send());
    }

    @Test
    void aLogoutIsAnEvent(KeycloakServer server) {
        ServerResponse login = LoginApiRequest.example(server, tenant).send();

        String session = Jwt.payload(login.member("access_token")).path("sid").asText();

        logout(server, "GET").bearer(login.member("access_token")).send();

        Poll.until("the logout's event", () -> tenant.admin().getEvents().stream().anyMatch(event ->
                event.getType().equals("LOGOUT") && event.getClientId().equals("sword") && session.equals(event.getSessionId())));
    }

    /** What is no access token of a tenant ends nothing, and is answered as if it did. */
    @Test
    void nothingElseEndsASession(KeycloakServer server) {
        ServerResponse login = LoginApiRequest.example(server, tenant).send();
        String token = login.member("access_token");
        String claims = token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'));
        String unsigned = encoded("{\"alg\":\"none\"}") + "." + claims + ".AA";
        String keyless = encoded("{\"alg\":\"HS256\"}") + "." + claims + token.substring(token.lastIndexOf('.'));
        String withoutHeader = encoded("null") + "." + claims + ".AA";
        String withControlCharacter = encoded("{\"alg\":\"HS256\"}") + "."
                + encoded("{\"typ\":\"Bearer\",\"azp\":\"sword\",\"iss\":\"/%00\"}") + ".AA";
        String withKid = encoded("{\"alg\":\"HS256-shared\",\"kid\":\"HS256-shared\"}") + "." + claims + ".AA";

        assertThat(Stream.of("", "x", "a.b.c", "bnVsbA.bnVsbA.bnVsbA", token.substring(1), token + "x", unsigned, keyless,
                withoutHeader, withControlCharacter, withKid, login.member("refresh_token"))).allSatisfy(text -> {
                    assertIsDone(logout(server, "GET").bearer(text).send());
                    assertIsDone(logout(server, "POST").header("Blade-Auth", text).send());
                });
        assertIsDone(logout(server, "GET").send());
        assertIsDone(logout(server, "POST").body("application/x-www-form-urlencoded", "%zz").send());
        assertThat(isAlive(server, tenant, login)).isTrue();
    }

    @Test
    void theTokensOfARealmThatIsNotServedEndNothing(KeycloakServer server) {
        try (TestRealm realm = DemoTenant.copyTo(server, copy -> copy.getAttributes().remove("tenant.api"))) {
            ServerResponse login = TokenRequest.captchaGrant(server, realm).send();

            assertIsDone(logout(server, "GET").bearer(login.member("access_token")).send());

            assertThat(TokenRequest.withoutCaptcha(server, realm.name(), "refresh_token")
                    .param("refresh_token", login.member("refresh_token")).send().status()).isEqualTo(200);
        }
    }

    /** The key that services have makes tokens, and a service may end a session whose token it has seen: nobody else's. */
    @Test
    void aTokenMustMatchTheSessionsClientIssuerAndUser(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, LoginApiLogoutIT::withOtherClients)) {
            ServerResponse login = LoginApiRequest.example(server, tenant).send();
            ServerResponse otherClients = TokenRequest.captchaGrant(server, tenant).client("other", "secret").send();
            ServerResponse administrators = TokenRequest.captchaGrant(server, tenant).client("admin-cli", null)
                    .param("scope", null).send();
            ServerResponse disabledClients = TokenRequest.captchaGrant(server, tenant).client("disabled", "secret").send();
            disable(tenant, "disabled");
            String issuer = tenant.uri("").toString();

            SoftAssertions.assertSoftly(all -> {
                // a client whose tokens the shared key does not sign
                all.assertThat(ended(server, tenant, administrators, claims -> { })).as("admin-cli").isFalse();
                all.assertThat(ended(server, tenant, disabledClients, claims -> { })).as("disabled client").isFalse();
                all.assertThat(ended(server, tenant, login, claims -> claims.put("azp", "other"))).as("azp").isFalse();
                all.assertThat(ended(server, tenant, login, claims -> claims.put("azp", "\0"))).as("azp NUL").isFalse();
                all.assertThat(ended(server, tenant, login, claims -> claims.remove("azp"))).as("no azp").isFalse();
                all.assertThat(ended(server, tenant, otherClients, claims -> claims.put("azp", "sword"))).as("azp").isFalse();
                Stream.of(issuer.replace("http://", "https://"), "https://elsewhere.example.org/realms/" + tenant.name(),
                        "https://elsewhere.example.org/" + tenant.name(), issuer + "/", issuer + "?x", issuer.toUpperCase(Locale.ROOT),
                        "/" + tenant.name(), tenant.name(), "", " ").forEach(iss -> all.assertThat(
                                ended(server, tenant, login, claims -> claims.put("iss", iss))).as("iss " + iss).isFalse());
                all.assertThat(ended(server, tenant, login, claims -> claims.remove("iss"))).as("no iss").isFalse();
                Stream.of("ID", "Refresh", "Offline", "Serialized-ID", "Logout", "execute-actions", "").forEach(typ ->
                        all.assertThat(ended(server, tenant, login, claims -> claims.put("typ", typ))).as(typ).isFalse());
                all.assertThat(ended(server, tenant, login, claims -> claims.remove("typ"))).as("no typ").isFalse();
                Stream.of(1, true, List.of(), List.of(claims(login).get("sid")), Map.of(), "", "\0").forEach(sid ->
                        all.assertThat(ended(server, tenant, login, claims -> claims.put("sid", sid))).as("sid").isFalse());
                all.assertThat(ended(server, tenant, login, claims -> claims.remove("sid"))).as("no sid").isFalse();
                all.assertThat(ended(server, tenant, login, claims -> claims.put("sub", "somebody"))).as("sub").isFalse();
                long now = Instant.now().getEpochSecond();
                all.assertThat(ended(server, tenant, login, claims -> claims.put("nbf", now + 600))).as("nbf").isFalse();
                all.assertThat(ended(server, tenant, login, claims -> claims.put("iat", now - 600))).as("iat").isFalse();
                all.assertThat(ended(server, tenant, login, claims -> claims.remove("iat"))).as("no iat").isFalse();
                all.assertThat(ended(server, tenant, login, claims -> claims.remove("jti"))).as("no jti").isFalse();
                Stream.of("none", "HS384", "HS512", "RS256").forEach(alg ->
                        all.assertThat(ended(server, tenant, login, alg, null, claims -> { })).as(alg).isFalse());
                Stream.of("", "HS256-shared", "sword").forEach(kid ->
                        all.assertThat(ended(server, tenant, login, "HS256", kid, claims -> { })).as(kid).isFalse());
            });
            assertThat(ended(server, tenant, login, claims -> { })).as("the token itself").isTrue();
        }
    }

    /** Whoever has one realm's key has none of another's. */
    @Test
    void aTokenOfOneTenantEndsNoSessionOfAnother(KeycloakServer server) {
        try (TestRealm one = DemoTenant.copyTo(server);
                TestRealm other = DemoTenant.copyTo(server, realm -> realm.getAttributes().put("tenant.signing-key",
                        "another tenant's key of more than 32 bytes"))) {
            ServerResponse login = LoginApiRequest.example(server, one).send();
            ServerResponse others = LoginApiRequest.example(server, other).send();

            assertThat(ended(server, other, others, claims -> { })).as("by the key of another tenant").isFalse();
            assertThat(ended(server, other, others, claims -> claims.put("iss", one.uri("").toString())))
                    .as("by another tenant's token").isFalse();
            String forged = ForgedToken.of("HS256", null, claims(others), SHARED_KEY);
            assertIsDone(logout(server, "GET").bearer(login.member("access_token")).header("Blade-Auth", forged).send());
            assertThat(isAlive(server, other, others)).isTrue();
        }
    }

    @Test
    void aRequestWithSeveralTokensEndsNothing(KeycloakServer server) {
        ServerResponse login = LoginApiRequest.example(server, tenant).send();
        String token = login.member("access_token");

        assertIsDone(logout(server, "GET").bearer(token).header("Blade-Auth", token).send());
        assertIsDone(logout(server, "GET").bearer("x.y.z").header("Blade-Auth", token).send());
        assertIsDone(logout(server, "GET").bearer(token).header("Blade-Auth", "bearer x.y.z").send());
        assertIsDone(logout(server, "POST").header("Blade-Auth", token).header("blade-auth", token).send());
        assertIsDone(logout(server, "POST").bearer(token).bearer(token).send());
        assertIsDone(logout(server, "POST").bearer(token).basicAuth("sword", "sword_secret").send());
        assertIsDone(logout(server, "POST").bearer(token + ", Bearer " + token).send());
        assertThat(isAlive(server, tenant, login)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("revocations")
    void aTokenThatWasRevokedWithOthersEndsNothing(Consumer<RealmRepresentation> revocation, KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, revocation)) {
            ServerResponse login = LoginApiRequest.example(server, tenant).send();

            assertIsDone(logout(server, "GET").bearer(login.member("access_token")).send());

            assertThat(sessions(tenant)).hasSize(1);
        }
    }

    static Stream<Consumer<RealmRepresentation>> revocations() {
        int later = Math.toIntExact(Instant.now().getEpochSecond()) + 3600;
        return Stream.of(
                realm -> realm.setNotBefore(later),
                realm -> DemoTenant.client(realm).setNotBefore(later),
                realm -> realm.getUsers().get(0).setNotBefore(later));
    }

    @Test
    void aTokenThatWasRevokedByItselfEndsNothing(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, LoginApiLogoutIT::makeRevocable)) {
            ServerResponse login = LoginApiRequest.example(server, tenant).send();
            assertThat(login.member("token_type")).as("without the client's switch").isEqualTo("bearer");
            String token = login.member("access_token");
            ServerResponse revocation = Request.post(tenant.uri("/protocol/openid-connect/revoke"))
                    .basicAuth("sword", "sword_secret")
                    .param("token", token).send();
            assertThat(revocation.status()).as(revocation.toString()).isEqualTo(200);

            assertIsDone(logout(server, "GET").bearer(token).send());

            assertThat(sessions(tenant)).hasSize(1);
        }
    }

    @Test
    void noOtherTokenOfTheRealmEndsItsSession(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, DemoTenant::signByRealmKey)) {
            ServerResponse login = TokenRequest.captchaGrant(server, tenant).param("scope", "openid all").send();

            Stream.of("id_token", "refresh_token").forEach(token ->
                    assertIsDone(logout(server, "GET").bearer(login.member(token)).send()));
            assertThat(isAlive(server, tenant, login)).isTrue();
            assertIsDone(logout(server, "GET").bearer(login.member("access_token")).send());
            assertThat(isAlive(server, tenant, login)).isFalse();
        }
    }

    /** Keycloak revokes tokens of its own signature, and whose type has its own spelling. */
    private static void makeRevocable(RealmRepresentation realm) {
        DemoTenant.signByRealmKey(realm);
        DemoTenant.client(realm).getAttributes().remove("token.response.type.bearer.lower-case");
    }

    private static void withOtherClients(RealmRepresentation realm) {
        for (String clientId : List.of("other", "disabled")) {
            ClientRepresentation client = new ClientRepresentation();
            client.setClientId(clientId);
            client.setSecret("secret");
            client.setDirectAccessGrantsEnabled(true);
            client.setDefaultClientScopes(DemoTenant.client(realm).getDefaultClientScopes());
            client.setAttributes(new HashMap<>(DemoTenant.client(realm).getAttributes()));
            realm.getClients().add(client);
        }
    }

    private static void disable(TestRealm tenant, String clientId) {
        ClientRepresentation client = client(tenant, clientId);
        client.setEnabled(false);
        tenant.admin().clients().get(client.getId()).update(client);
    }

    private static ClientRepresentation client(TestRealm tenant, String clientId) {
        return tenant.admin().clients().findByClientId(clientId).get(0);
    }

    /** Whether a token that a service has made by the shared key, of the claims of a login's token, ends that login's session. */
    private static boolean ended(KeycloakServer server, TestRealm tenant, ServerResponse login, Consumer<Map<String,
            Object>> change) {
        return ended(server, tenant, login, "HS256", null, change);
    }

    private static boolean ended(KeycloakServer server, TestRealm tenant, ServerResponse login, String alg, String kid,
            Consumer<Map<String, Object>> change) {
        Map<String, Object> claims = claims(login);
        change.accept(claims);
        String token = ForgedToken.of(alg, kid, claims, SHARED_KEY);
        assertIsDone(logout(server, "GET").bearer(alg.equals("none") ? token + "AA" : token).send());
        return sessions(tenant).stream().noneMatch(Jwt.payload(login.member("access_token")).get("sid").asText()::equals);
    }

    private static List<String> sessions(TestRealm tenant) {
        String user = tenant.admin().users().search("admin").get(0).getId();
        return tenant.admin().users().get(user).getUserSessions().stream().map(UserSessionRepresentation::getId).toList();
    }

    private static Map<String, Object> claims(ServerResponse login) {
        Map<String, Object> claims = new HashMap<>();
        Jwt.payload(login.member("access_token")).properties().forEach(claim -> claims.put(claim.getKey(), claim.getValue()));
        return claims;
    }

    private static Request logout(KeycloakServer server, String method) {
        return Request.of(method, LoginApiRequest.uri(server, "logout"));
    }

    private static void assertIsDone(ServerResponse response) {
        assertThat(response.status()).as(response.toString()).isEqualTo(200);
        assertThat(response.text()).isEqualTo("{\"success\":true,\"msg\":\"success\"}");
    }

    private static boolean isAlive(KeycloakServer server, TestRealm tenant, ServerResponse login) {
        return LoginApiRequest.refresh(server, tenant.name(), login).send().status() == 200;
    }

    private static String encoded(String header) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8));
    }
}
