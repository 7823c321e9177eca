package io.komauth.loginapi;

import static io.komauth.testing.TokenRequest.CODE;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import jakarta.ws.rs.core.Response;

import io.komauth.testing.DemoTenant;
import io.komauth.testing.EachDatabase;
import io.komauth.testing.Jwt;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.LoginApiRequest;
import io.komauth.testing.Poll;
import io.komauth.testing.Request;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.EventRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/** What a client of the documented API sees of it. */
@WithKeycloak
@EachDatabase
class LoginApiIT {

    /** A tenant beside the demo tenant, for all tests that leave it as it is: to make one takes longer than such a test. */
    private static TestRealm other;

    @BeforeAll
    static void createTenant(KeycloakServer server) {
        other = DemoTenant.copyTo(server);
    }

    @AfterAll
    static void removeTenant() {
        other.close();
    }

    @Test
    void theExampleRequestGetsTheExampleResponse(KeycloakServer server) {
        GoldenResponse.assertIs(LoginApiRequest.example(server).send());
    }

    @Test
    void aRefreshTokenGetsTheExampleResponseAgain(KeycloakServer server) {
        ServerResponse login = LoginApiRequest.example(server).send();

        GoldenResponse.assertIs(LoginApiRequest.refresh(server, DemoTenant.NAME, login).send());
    }

    @Test
    void theSameMembersAsAFormGetTheSame(KeycloakServer server) {
        GoldenResponse.assertIs(LoginApiRequest.example(server).sendAsForm());
    }

    @Test
    void theSameMembersAsAMultipartFormGetTheSame(KeycloakServer server) {
        GoldenResponse.assertIs(LoginApiRequest.example(server).sendAsMultipartForm());
    }

    @Test
    void aByteOrderMarkMayStandBeforeTheMembers(KeycloakServer server) {
        LoginApiRequest login = LoginApiRequest.example(server);

        GoldenResponse.assertIs(login.send("application/json", ("\uFEFF" + login.json()).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void theGrantTypePasswordGetsTheSame(KeycloakServer server) {
        GoldenResponse.assertIs(LoginApiRequest.example(server).member("grant_type", "password").send());
    }

    @Test
    void theAnswerIsNotToBeCached(KeycloakServer server) {
        assertThat(LoginApiRequest.example(server).send().header("Cache-Control")).hasValue("no-store");
    }

    /** The document has the credentials as they are, and knows of no encoding. */
    @ParameterizedTest
    @ValueSource(strings = {"a+b", "100%", "%2B", "a b:c", "密钥"})
    void aClientMayHaveAnySecret(String secret, KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, realm -> DemoTenant.client(realm).setSecret(secret))) {
            assertThat(LoginApiRequest.example(server, tenant).client("sword", secret).send().status()).isEqualTo(200);
        }
    }

    @Nested
    class TenantId {

        @ParameterizedTest
        @ValueSource(strings = {"tenantId", "Tenant-Id", "TENANTID"})
        void isNamedByEitherHeader(String header, KeycloakServer server) {
            GoldenResponse.assertIs(LoginApiRequest.example(server).header("tenantId", null).member("tenantId", null)
                    .header(header, "000000").send());
        }

        @Test
        void isNamedByTheBody(KeycloakServer server) {
            GoldenResponse.assertIs(LoginApiRequest.example(server).header("tenantId", null).send());
            GoldenResponse.assertIs(LoginApiRequest.example(server).header("tenantId", null).member("tenantId", null)
                    .member("tenant_id", "000000").send());
            GoldenResponse.assertIs(LoginApiRequest.example(server).member("tenant_id", "000000").sendAsForm());
        }

        /** Some databases find a name in any case, and find a realm by whatever a client sends. */
        @ParameterizedTest
        @ValueSource(strings = {"master", "Master", "MASTER", "no-such-tenant", " 000000", "000000 ", "../000000", "%30"})
        void isUnknownInOneWayOnly(String id, KeycloakServer server) {
            assertIsUnknown(login(server, id));
        }

        @Test
        void isUnknownByTheIdOfTheAdministrationRealm(KeycloakServer server) {
            assertIsUnknown(login(server, server.admin().realm("master").toRepresentation().getId()));
        }

        @Test
        void isUnknownWhereTheRealmDoesNotSayThatItIsServed(KeycloakServer server) {
            try (TestRealm tenant = DemoTenant.copyTo(server, realm -> realm.getAttributes().remove("tenant.api"))) {
                assertIsUnknown(login(server, tenant.name()));
            }
        }

        /** Even one that says that it is served, and has the client and the user that the request names. */
        @Test
        void isNeverTheAdministrationRealm(KeycloakServer server) {
            RealmResource master = server.admin().realm("master");
            RealmRepresentation realm = master.toRepresentation();
            realm.getAttributes().put("tenant.api", "true");
            master.update(realm);
            ClientRepresentation client = new ClientRepresentation();
            client.setClientId("sword");
            client.setSecret("sword_secret");
            client.setDirectAccessGrantsEnabled(true);
            try (Response created = master.clients().create(client)) {
                assertThat(created.getStatus()).isEqualTo(201);
                assertIsUnknown(request(server, "master").member("password", "admin").send());
            } finally {
                realm.getAttributes().remove("tenant.api");
                master.update(realm);
                master.clients().findByClientId("sword").forEach(made -> master.clients().get(made.getId()).remove());
            }
        }

        private static ServerResponse login(KeycloakServer server, String id) {
            return request(server, id).send();
        }

        private static LoginApiRequest request(KeycloakServer server, String id) {
            return LoginApiRequest.withoutCaptcha(server, id).captcha(LoginApiRequest.fetchCaptcha(server, null), CODE);
        }

        private static void assertIsUnknown(ServerResponse response) {
            assertThat(response.status()).isEqualTo(400);
            assertThat(response.text()).isEqualTo("{\"error\":\"invalid_request\",\"error_description\":"
                    + "\"The tenant is unknown, or the request names different ones.\"}");
        }
    }

    @Nested
    class CaptchaCall {

        @Test
        void comesWithKeyAndImage(KeycloakServer server) {
            ServerResponse response = Request.get(LoginApiRequest.uri(server, "captcha")).header("Tenant-Id", "000000").send();

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.header("Cache-Control")).hasValue("no-store");
            assertThat(response.json().fieldNames()).toIterable().containsExactly("key", "image");
            assertThat(response.member("image")).startsWith("data:image/png;base64,");
        }

        @Test
        void isRedeemedFromTheHeaders(KeycloakServer server) {
            String key = LoginApiRequest.fetchCaptcha(server, "000000");
            LoginApiRequest login = LoginApiRequest.withoutCaptcha(server, "000000").captcha(null, null)
                    .header("Captcha-Key", key).header("Captcha-Code", CODE.toUpperCase(Locale.ROOT));

            GoldenResponse.assertIs(login.send());
        }

        @Test
        void ofTheStandardAddressDoes(KeycloakServer server) {
            String key = TokenRequest.fetchCaptcha(server, "000000");

            GoldenResponse.assertIs(LoginApiRequest.withoutCaptcha(server, "000000").captcha(key, CODE).send());
        }

        @Test
        void withATenantIsWorthNothingToAnother(KeycloakServer server) {
            String key = LoginApiRequest.fetchCaptcha(server, "000000");

            assertIsRefused(LoginApiRequest.withoutCaptcha(server, other.name()).captcha(key, CODE).send());
            GoldenResponse.assertIs(LoginApiRequest.withoutCaptcha(server, "000000").captcha(key, CODE).send());
        }

        @Test
        void withoutATenantIsGoodOnceForAnyTenant(KeycloakServer server) {
            String key = LoginApiRequest.fetchCaptcha(server, null);

            assertThat(LoginApiRequest.withoutCaptcha(server, other.name()).captcha(key, CODE).send().status())
                    .isEqualTo(200);
            assertIsRefused(LoginApiRequest.withoutCaptcha(server, "000000").captcha(key, CODE).send());
        }

        @Test
        void withoutATenantIsRefusedByATenantThatDemandsLongerOnes(KeycloakServer server) {
            try (TestRealm longer = DemoTenant.copyTo(server, realm -> realm.getAttributes().put("captcha.length", "8"))) {
                String key = LoginApiRequest.fetchCaptcha(server, null);
                LoginApiRequest login = LoginApiRequest.withoutCaptcha(server, longer.name()).captcha(key, CODE)
                        .header("Accept-Language", "en");

                ServerResponse refused = login.send();
                assertThat(refused.status()).isEqualTo(400);
                assertThat(refused.text()).isEqualTo("{\"error\":\"invalid_grant\",\"error_description\":"
                        + "\"This tenant demands longer captchas. Fetch another one with the header tenantId.\"}");
                assertThat(login.header("Accept-Language", "zh-CN").send().member("error_description"))
                        .isEqualTo("该租户要求更长的验证码，请带上请求头 tenantId 重新获取。");
                assertThat(LoginApiRequest.example(server, longer).send().status()).isEqualTo(200);
                // it was not spent
                GoldenResponse.assertIs(LoginApiRequest.withoutCaptcha(server, "000000").captcha(key, CODE).send());
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"000000", "master"})
        void withoutATenantIsWorthNothingElsewhere(String realm, KeycloakServer server) {
            String key = LoginApiRequest.fetchCaptcha(server, null);
            TokenRequest login = TokenRequest.withoutCaptcha(server, realm, "captcha").captcha(key, CODE);
            if (realm.equals("master")) {
                login.client("admin-cli", null).param("scope", null);
            }

            assertIsRefused(login.send());
        }

        @Test
        void ofTheAdministrationRealmIsWorthNothingHere(KeycloakServer server) {
            String key = TokenRequest.fetchCaptcha(server, "master");

            assertIsRefused(LoginApiRequest.withoutCaptcha(server, "000000").captcha(key, CODE).send());
        }

        @ParameterizedTest
        @ValueSource(strings = {"captcha", "password"})
        void isRedeemedWhateverTheFlowOfTheRealm(String grantType, KeycloakServer server) {
            try (TestRealm tenant = DemoTenant.copyTo(server, realm -> realm.setDirectGrantFlow("direct grant"))) {
                LoginApiRequest login = LoginApiRequest.example(server, tenant).member("grant_type", grantType);

                assertThat(login.send().status()).isEqualTo(200);
                assertIsRefused(login.send());
                assertThat(login.captcha(null, null).send().member("error")).isEqualTo("invalid_request");
            }
        }

        private static void assertIsRefused(ServerResponse response) {
            assertThat(response.status()).as(response.toString()).isEqualTo(400);
            assertThat(response.member("error")).isEqualTo("invalid_grant");
        }
    }

    @Nested
    class QueryString {

        private static TestRealm tenant;

        @BeforeAll
        static void createTenant(KeycloakServer server) {
            tenant = DemoTenant.copyTo(server, realm -> realm.getAttributes().put("tenant.api.query", "true"));
        }

        @AfterAll
        static void removeTenant() {
            tenant.close();
        }

        @Test
        void countsWhereTheRealmAllowsIt(KeycloakServer server) {
            assertThat(byQuery(server, tenant).send().status()).isEqualTo(200);
            assertThat(byQuery(server, tenant).header("tenantId", null).send().status()).isEqualTo(200);
            assertThat(byQuery(server, tenant).send("text/plain", new byte[0]).status()).isEqualTo(415);
        }

        /** As uni-app and others send it: the type of their default, and no data. */
        @ParameterizedTest
        @ValueSource(strings = {"", "null", " \r\n", "{}", "\uFEFF"})
        void countsBesideAJsonBodyThatSaysNothing(String body, KeycloakServer server) {
            ServerResponse response = byQuery(server, tenant).send("application/json", body.getBytes(StandardCharsets.UTF_8));

            assertThat(response.status()).as(response.toString()).isEqualTo(200);
        }

        @Test
        void namesTheTenantInEitherWay(KeycloakServer server) {
            ServerResponse login = byQuery(server, tenant, "tenant_id").header("tenantId", null).send();
            assertThat(login.status()).as(login.toString()).isEqualTo(200);

            ServerResponse refresh = LoginApiRequest.withoutCaptcha(server, tenant.name()).only().header("tenantId", null)
                    .query("?grant_type=refresh_token&scope=all&tenant_id=" + tenant.name() + "&refresh_token="
                            + login.member("refresh_token")).send();
            assertThat(refresh.status()).as(refresh.toString()).isEqualTo(200);
            assertIsOfTheTenant(LoginApiRequest.withoutCaptcha(server, tenant.name()).only()
                    .query("?grant_type=captcha&tenant_id=000000").send());
        }

        @Test
        void isNamedWhereTheRealmDoesNotAllowIt(KeycloakServer server) {
            assertIsRefused(byQuery(server, other).send());
            assertIsRefused(byQuery(server, other).header("tenantId", null).send());
            assertIsRefused(byQuery(server, other, "tenant_id").header("tenantId", null).send());
            assertIsRefused(byQuery(server, other).send("application/json", new byte[0]));
            assertIsRefused(LoginApiRequest.example(server, other).only("tenantId")
                    .query("?grant_type=refresh_token&refresh_token=x").send());
            assertIsRefused(LoginApiRequest.example(server, other).member("password", null).query("?password=%ff").send());
            assertIsRefused(LoginApiRequest.example(server, other).member("captchaCode", null)
                    .query("?captchaCode=" + CODE).send());
            assertThat(LoginApiRequest.example(server, other).member("password", null).query("?username=admin").send()
                    .member("error_description")).isEqualTo("缺少 password。");
            assertThat(LoginApiRequest.example(server, other).query("?altcha=x&password=y").send().status()).isEqualTo(200);
        }

        private static void assertIsRefused(ServerResponse response) {
            assertThat(response.status()).as(response.toString()).isEqualTo(400);
            assertThat(response.member("error")).isEqualTo("invalid_request");
            assertThat(response.member("error_description")).as(response.toString())
                    .contains("tenant.api.query").containsAnyOf("query string", "查询字符串");
        }

        private static void assertIsOfTheTenant(ServerResponse response) {
            assertThat(response.status()).as(response.toString()).isEqualTo(400);
            assertThat(response.member("error_description"))
                    .isEqualTo("The tenant is unknown, or the request names different ones.");
        }

        @Test
        void isOutdoneByTheBody(KeycloakServer server) {
            ServerResponse response = LoginApiRequest.example(server, tenant)
                    .query("?username=nobody&captchaCode=wrong&tenantId=other").send();

            assertThat(response.status()).as(response.toString()).isEqualTo(200);
        }

        @Test
        void isIgnoredElsewhere(KeycloakServer server) {
            assertThat(byQuery(server, other).send().member("error")).isEqualTo("invalid_request");
            assertThat(byQuery(server, other).header("tenantId", null).send().member("error"))
                    .isEqualTo("invalid_request");
            assertThat(LoginApiRequest.example(server, other).query("?username=nobody&other=%ff").send().status())
                    .isEqualTo(200);
        }

        private static LoginApiRequest byQuery(KeycloakServer server, TestRealm tenant) {
            return byQuery(server, tenant, "tenantId");
        }

        private static LoginApiRequest byQuery(KeycloakServer server, TestRealm tenant, String tenantMember) {
            String key = LoginApiRequest.fetchCaptcha(server, tenant.name());
            return LoginApiRequest.withoutCaptcha(server, tenant.name()).only()
                    .query("?grant_type=captcha&scope=all&username=admin&password=21232f297a57a5a743894a0e4a801fc3"
                            + "&captchaKey=" + key + "&captchaCode=" + CODE + "&" + tenantMember + "="
                            + URLEncoder.encode(tenant.name(), StandardCharsets.UTF_8));
        }
    }

    @Nested
    class OtherMembers {

        @Test
        void areIgnored(KeycloakServer server) {
            GoldenResponse.assertIs(LoginApiRequest.example(server).member("client_id", "admin-cli").member("nonce", "1")
                    .member("type", "sms").send());
        }

        @Test
        void doNotAuthenticateAClient(KeycloakServer server) {
            ServerResponse response = LoginApiRequest.example(server).header("Authorization", null)
                    .member("client_id", "sword").member("client_secret", "sword_secret").sendAsForm();

            assertThat(response.status()).isEqualTo(401);
            assertThat(response.member("error")).isEqualTo("invalid_client");
        }

        @Test
        void countAsTextWhenTheyAreNumbers(KeycloakServer server) {
            ServerResponse response = LoginApiRequest.example(server).send("application/json;charset=UTF-8",
                    "{\"grant_type\":1e400,\"tenantId\":\"000000\"}".getBytes(StandardCharsets.UTF_8));

            assertThat(response.member("error")).isEqualTo("unsupported_grant_type");
        }
    }

    @Nested
    class Fingerprint {

        private static final String EXAMPLE = "4d3f443b7e074cd32e959bfe218d9a61";

        private static TestRealm tenant;

        @BeforeAll
        static void createTenant(KeycloakServer server) {
            ProtocolMapperRepresentation note = new ProtocolMapperRepresentation();
            note.setName("fingerprint");
            note.setProtocol("openid-connect");
            note.setProtocolMapper("oidc-usersessionmodel-note-mapper");
            note.setConfig(Map.of("user.session.note", "fp", "claim.name", "fingerprint", "access.token.claim", "true"));
            tenant = DemoTenant.copyTo(server, realm -> DemoTenant.client(realm).setProtocolMappers(List.of(note)));
        }

        @AfterAll
        static void removeTenant() {
            tenant.close();
        }

        @Test
        void goesIntoTheEventAndTheSession(KeycloakServer server) {
            ServerResponse login = LoginApiRequest.example(server, tenant).send();

            assertThat(fingerprintOfTheEvent(login)).isEqualTo(EXAMPLE);
            JsonNode refreshed = Jwt.payload(
                    LoginApiRequest.refresh(server, tenant.name(), login).send().member("access_token"));
            assertThat(refreshed.path("fingerprint").asText()).isEqualTo(EXAMPLE);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "a b", "<script>", "12345678901234567890123456789012345678901234567890123456789012345"})
        void isLeftOutWhenItIsNotWellFormed(String fingerprint, KeycloakServer server) {
            ServerResponse login = LoginApiRequest.example(server, tenant).member("fp", fingerprint).send();

            assertThat(login.status()).isEqualTo(200);
            assertThat(fingerprintOfTheEvent(login)).isNull();
        }

        private static String fingerprintOfTheEvent(ServerResponse login) {
            String session = Jwt.payload(login.member("access_token")).path("sid").asText();
            Poll.until("the login's event", () -> events(session).findAny().isPresent());
            return events(session).findAny().orElseThrow().getDetails().get("fp");
        }

        private static Stream<EventRepresentation> events(String session) {
            return tenant.admin().getEvents(List.of("LOGIN"), null, null, null, null, null, null, null).stream()
                    .filter(event -> session.equals(event.getSessionId()));
        }
    }

    @Test
    void aUserMadeInTheConsoleHasNumbersForIdsThatStay(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, realm -> {
            realm.getAttributes().put("tenant.ids", "number");
            realm.getRoles().getRealm().removeIf(role -> role.getName().equals("administrator"));
        })) {
            TestUsers.create(tenant, "wang", "secret", "editor");

            ServerResponse first = TestUsers.login(server, tenant, "wang", "secret");
            ServerResponse second = TestUsers.login(server, tenant, "wang", "secret");

            assertThat(Long.parseLong(first.member("user_id"))).isPositive();
            assertThat(Long.parseLong(first.member("role_id"))).isPositive();
            assertThat(second.member("user_id")).isEqualTo(first.member("user_id"));
            assertThat(second.member("role_id")).isEqualTo(first.member("role_id"));
        }
    }
}
