package io.komauth.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.MACVerifier;

import io.komauth.testing.Browser;
import io.komauth.testing.DemoTenant;
import io.komauth.testing.Jwt;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Poll;
import io.komauth.testing.Request;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.admin.client.resource.ComponentsResource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientInitialAccessCreatePresentation;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.EventRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/** The shared key signs access tokens of clients that an administrator has chosen, and nothing else. */
@WithKeycloak
class SharedSignatureIT {

    private static final String KEY = "demo-tenant-000000-not-for-production";
    private static final String ALGORITHM = "HS256-shared";
    private static final String ACCESS = "access.token.signed.response.alg";
    private static final Map<String, String> ELSEWHERE = Map.of("id.token.signed.response.alg", ALGORITHM,
            "user.info.response.signature.alg", ALGORITHM, "authorization.signed.response.alg", ALGORITHM);

    private static final Pattern LOGOUT_TOKEN = Pattern.compile("logout_token=([\\w.-]+)");

    /** Where clients register themselves: to make a realm takes longer than the rest of such a test. */
    private static TestRealm registering;

    @BeforeAll
    static void createRealm(KeycloakServer server) {
        registering = DemoTenant.copyTo(server, copy -> copy.setEventsEnabled(true));
    }

    @AfterAll
    static void removeRealm() {
        registering.close();
    }

    /** Of clients: one that an administrator chose the key for, and one for which the realm's default or other tokens count. */
    private static Stream<Consumer<RealmRepresentation>> setUps() {
        return Stream.of(
                realm -> DemoTenant.client(realm).getAttributes().putAll(ELSEWHERE),
                realm -> realm.setDefaultSignatureAlgorithm(ALGORITHM),
                realm -> {
                    realm.setDefaultSignatureAlgorithm(ALGORITHM);
                    DemoTenant.client(realm).getAttributes().put("user.info.response.signature.alg", ALGORITHM);
                    DemoTenant.client(realm).getAttributes().remove(ACCESS);
                },
                realm -> {
                    DemoTenant.client(realm).getAttributes().putAll(ELSEWHERE);
                    DemoTenant.client(realm).getAttributes().put(ACCESS, "");
                });
    }

    @ParameterizedTest
    @MethodSource("setUps")
    @DisplayName("Wherever the algorithm is chosen, no ID token, userinfo or authorization response is signed by the shared key")
    void onlyAccessTokens(Consumer<RealmRepresentation> setUp, KeycloakServer server) throws Exception {
        try (TestRealm realm = DemoTenant.copyTo(server, setUp)) {
            boolean chosen = ALGORITHM.equals(client(realm).getAttributes().get(ACCESS));
            String callback = "http://localhost/callback";

            String jarm = new Browser().open(realm.uri("/protocol/openid-connect/auth?client_id=sword&response_type=code"
                    + "&scope=openid+all&response_mode=query.jwt&redirect_uri=" + callback)).logIn("admin", "admin")
                    .parameter("response");
            ServerResponse tokens = Request.post(realm.tokenEndpoint()).basicAuth("sword", "sword_secret")
                    .param("grant_type", "authorization_code").param("redirect_uri", callback)
                    .param("code", Jwt.payload(jarm).get("code").asText()).send();
            assertThat(tokens.status()).as(tokens.toString()).isEqualTo(200);
            ServerResponse direct = TokenRequest.captchaGrant(server, realm).param("scope", "openid all").send();
            assertThat(direct.status()).as(direct.toString()).isEqualTo(200);
            ServerResponse refreshed = TokenRequest.withoutCaptcha(server, realm.name(), "refresh_token").param("scope", null)
                    .param("refresh_token", direct.member("refresh_token")).send();

            for (ServerResponse response : List.of(tokens, direct, refreshed)) {
                assertThat(isSigned(response.member("access_token"))).isEqualTo(chosen);
                assertIsSignedByRealm(response.member("id_token"), realm);
                assertThat(isSigned(response.member("refresh_token"))).isFalse();
            }
            assertIsSignedByRealm(jarm, realm);
            if (!chosen) {
                ServerResponse userinfo = Request.get(realm.uri("/protocol/openid-connect/userinfo"))
                        .bearer(direct.member("access_token")).send();
                assertThat(userinfo.status()).as(userinfo.toString()).isEqualTo(200);
                assertIsSignedByRealm(userinfo.text(), realm);
            }
        }
    }

    @Test
    @DisplayName("A token of another client that is introspected as a JWT is not signed by the shared key")
    void introspection(KeycloakServer server) throws Exception {
        try (TestRealm realm = DemoTenant.copyTo(server, copy -> {
            ClientRepresentation other = new ClientRepresentation();
            other.setClientId("other");
            other.setSecret("secret");
            other.setServiceAccountsEnabled(true);
            copy.getClients().add(other);
            DemoTenant.client(copy).getAttributes().put("client.introspection.response.allow.jwt.claim.enabled", "true");
            DemoTenant.client(copy).getAttributes().put("allow.token.introspection.without.audience.check", "true");
        })) {
            String token = Request.post(realm.tokenEndpoint()).basicAuth("other", "secret")
                    .param("grant_type", "client_credentials").send().member("access_token");

            ServerResponse response = Request.post(realm.uri("/protocol/openid-connect/token/introspect"))
                    .basicAuth("sword", "sword_secret").header("Accept", "application/jwt").param("token", token).send();

            String jwt = response.text().startsWith("{") ? response.member("jwt") : response.text();
            assertThat(jwt).as(response.toString()).isNotNull();
            assertIsSignedByRealm(jwt, realm);
        }
    }

    @ParameterizedTest
    @MethodSource("setUps")
    @DisplayName("No logout token is signed by the shared key")
    void logoutTokens(Consumer<RealmRepresentation> setUp, KeycloakServer server) {
        try (TestRealm realm = DemoTenant.copyTo(server, setUp.andThen(copy -> DemoTenant.client(copy).getAttributes()
                .put("backchannel.logout.url", server.uriFromWithin("/" + copy.getRealm()).toString())))) {
            String session = TokenRequest.captchaGrant(server, realm).send().member("refresh_token");
            int before = server.log().length();

            ServerResponse logout = Request.post(realm.uri("/protocol/openid-connect/logout")).basicAuth("sword", "sword_secret")
                    .param("refresh_token", session).send();

            assertThat(logout.status()).as(logout.toString()).isEqualTo(204);
            Poll.until("the client is told", () -> LOGOUT_TOKEN.matcher(server.log().substring(before)).find());
            assertThat(LOGOUT_TOKEN.matcher(server.log().substring(before)).results().map(sent -> sent.group(1)))
                    .allSatisfy(token -> assertIsSignedByRealm(token, realm));
        }
    }

    @Test
    @DisplayName("As the default of the realm that administrators log in to, it locks nobody out")
    void asTheDefaultOfTheAdministrationRealm(KeycloakServer server) {
        int before = server.log().length();
        RealmResource master = server.admin().realm("master");
        master.update(signedBy(ALGORITHM));
        try {
            ServerResponse login = TokenRequest.withoutCaptcha(server, "master", "password").client("admin-cli", null)
                    .param("scope", "openid").send();

            assertThat(login.status()).as(login.toString()).isEqualTo(200);
            String token = login.member("access_token");
            assertThat(Request.get(server.uri("/admin/realms/master")).bearer(token).send().status()).isEqualTo(200);
            assertThat(Request.of("PUT", server.uri("/admin/realms/master")).bearer(token)
                    .body("application/json", "{\"defaultSignatureAlgorithm\":\"RS256\"}").send().status()).isEqualTo(204);
            Poll.until("the log says what counts", () -> server.log().substring(before).contains(
                    "the value 'HS256-shared' of defaultSignatureAlgorithm is out of range, RS256 is used instead"));
            assertThat(server.log().substring(before)).doesNotContain("Uncaught server error");
        } finally {
            master.update(signedBy("RS256"));
        }
    }

    private static RealmRepresentation signedBy(String algorithm) {
        RealmRepresentation change = new RealmRepresentation();
        change.setDefaultSignatureAlgorithm(algorithm);
        return change;
    }

    @ParameterizedTest
    @CsvSource({"openid-connect, id_token_signed_response_alg", "openid-connect, userinfo_signed_response_alg",
            "openid-connect, authorization_signed_response_alg", "openid-connect, request_object_signing_alg",
            "openid-connect, backchannel_authentication_request_signing_alg", "openid-connect, token_endpoint_auth_signing_alg",
            "default, request.object.signature.alg", "default, access.token.signed.response.alg", "default, id.token.signed.response.alg",
            "default, user.info.response.signature.alg", "default, authorization.signed.response.alg"})
    @DisplayName("No client that registers or updates itself chooses it, and an administrator is told")
    void registration(String provider, String member) {
        registering.admin().clearEvents();
        String choice = provider.equals("default") ? "\"attributes\":{\"" + member + "\":\"" + ALGORITHM + "\"}"
                : "\"" + member + "\":\"" + ALGORITHM + "\"";
        String id = provider.equals("default") ? "\"clientId\":\"self-" + member + "\"" : "\"client_name\":\"self\"";
        String body = "{" + id + ",\"" + (provider.equals("default") ? "redirectUris" : "redirect_uris")
                + "\":[\"https://example.org/callback\"]CHOICE}";
        int before = registering.admin().clients().findAll().size();

        ServerResponse refused = register(registering, provider, body.replace("CHOICE", "," + choice));

        assertIsRefused(refused);
        assertThat(registering.admin().clients().findAll()).hasSize(before);
        ServerResponse made = register(registering, provider, body.replace("CHOICE", ""));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        String name = made.member(provider.equals("default") ? "clientId" : "client_id");
        String token = made.member(provider.equals("default") ? "registrationAccessToken" : "registration_access_token");
        String update = body.replace(id, (provider.equals("default") ? "\"clientId\":\"" : "\"client_id\":\"") + name + "\"");
        assertIsRefused(update(registering, provider, name, token, update.replace("CHOICE", "," + choice)));
        assertThat(registering.admin().clients().findByClientId(name).get(0).getAttributes()).doesNotContainValue(ALGORITHM);
        assertThat(registering.admin().getEvents(List.of("CLIENT_REGISTER_ERROR", "CLIENT_UPDATE_ERROR"), null, null, null, null,
                null, null, null)).extracting(EventRepresentation::getType, EventRepresentation::getError)
                .containsExactlyInAnyOrder(tuple("CLIENT_REGISTER_ERROR", "invalid_registration"),
                        tuple("CLIENT_UPDATE_ERROR", "invalid_registration"));
    }

    @ParameterizedTest
    @CsvSource({"openid-connect, '\"client_name\":\"self\",\"id_token_signed_response_alg\":\"HS256-shared\"'",
            "default, '\"clientId\":\"self\",\"attributes\":{\"access.token.signed.response.alg\":\"HS256-shared\"}'"})
    @DisplayName("Nor does one that registers itself without a token, where the realm lets it")
    void anonymousRegistration(String provider, String members, KeycloakServer server) {
        try (TestRealm realm = DemoTenant.copyTo(server)) {
            ComponentsResource components = realm.admin().components();
            components.query(null, "org.keycloak.services.clientregistration.policy.ClientRegistrationPolicy").stream()
                    .filter(policy -> policy.getProviderId().equals("trusted-hosts"))
                    .forEach(policy -> components.component(policy.getId()).remove());
            int before = realm.admin().clients().findAll().size();
            URI address = realm.uri("/clients-registrations/" + provider);

            assertIsRefused(Request.post(address).body("application/json", "{" + members + "}").send());

            assertThat(realm.admin().clients().findAll()).hasSize(before);
            ServerResponse ordinary = Request.post(address)
                    .body("application/json", "{" + members.replace(ALGORITHM, "RS256") + "}").send();
            assertThat(ordinary.status()).as(ordinary.toString()).isEqualTo(201);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"REALM/clients-registrations;a=b/default", "REALM/clients-registrations/default;a=b",
            "REALM;a=b/clients-registrations/default", "REALM/%63lients-registrations/default",
            "REALM/clients%2Dregistrations/default", "REALM//clients-registrations/default",
            "REALM/./clients-registrations/default", "x/../REALM/clients-registrations/default"})
    @DisplayName("Nor does one that writes the address in another way")
    void otherSpellingsOfTheAddress(String path, KeycloakServer server) {
        int before = registering.admin().clients().findAll().size();

        ServerResponse response = Request.post(server.uri("/realms/" + path.replace("REALM", registering.name())))
                .bearer(initialAccessToken(registering)).body("application/json",
                        "{\"clientId\":\"self\",\"attributes\":{\"" + ACCESS + "\":\"" + ALGORITHM + "\"}}").send();

        assertThat(response.status()).as(response.toString()).isBetween(400, 499);
        assertThat(registering.admin().clients().findAll()).hasSize(before);
    }

    @Test
    @DisplayName("What an administrator chose for a client that registered itself, it keeps when it updates itself")
    void anAdministratorsChoiceStays(KeycloakServer server) {
        try (TestRealm realm = DemoTenant.copyTo(server, copy -> { })) {
            ServerResponse made = register(realm, "default", "{\"clientId\":\"self\"}");
            ClientRepresentation client = realm.admin().clients().findByClientId("self").get(0);
            client.setAttributes(Map.of(ACCESS, ALGORITHM));
            realm.admin().clients().get(client.getId()).update(client);

            ServerResponse updated = update(realm, "default", "self", made.member("registrationAccessToken"),
                    "{\"clientId\":\"self\",\"name\":\"new\",\"attributes\":{\"" + ACCESS + "\":\"" + ALGORITHM + "\"}}");

            assertThat(updated.status()).as(updated.toString()).isEqualTo(200);
            assertThat(realm.admin().clients().findByClientId("self").get(0).getAttributes()).containsEntry(ACCESS, ALGORITHM);
        }
    }

    @ParameterizedTest
    @CsvSource({"/realms/000000/.well-known/openid-configuration, id_token_signing_alg_values_supported",
            "/realms/000000/.well-known/oauth-authorization-server, id_token_signing_alg_values_supported",
            "/.well-known/oauth-authorization-server/realms/000000, id_token_signing_alg_values_supported",
            "/realms/000000/.well-known/uma2-configuration, token_endpoint_auth_signing_alg_values_supported"})
    @DisplayName("No discovery document says that an ID token could be signed so")
    void discovery(String document, String member, KeycloakServer server) {
        ServerResponse response = Request.get(server.uri(document)).send();
        assumeTrue(response.status() != 404 || document.startsWith("/realms/"), "Keycloak 26.2 has no address at the root (RFC 8414, 3.1)");

        assertThat(response.json().path(member).toString()).as(response.toString()).contains("RS256");
        assertThat(response.text()).doesNotContain(ALGORITHM);
    }

    @ParameterizedTest
    @CsvSource({"openid-connect/certs, RS256", "saml/descriptor, X509Certificate"})
    @DisplayName("Neither the realm's keys nor its SAML descriptor offer the algorithm or tell the key, also as the realm's default")
    void keys(String document, String content, KeycloakServer server) {
        try (TestRealm realm = DemoTenant.copyTo(server, copy -> copy.setDefaultSignatureAlgorithm(ALGORITHM))) {
            ServerResponse response = Request.get(realm.uri("/protocol/" + document)).send();

            assertThat(response.status()).as(response.toString()).isEqualTo(200);
            assertThat(response.text()).contains(content).doesNotContain(ALGORITHM, KEY,
                    Base64.getUrlEncoder().withoutPadding().encodeToString(KEY.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static void assertIsRefused(ServerResponse response) {
        assertThat(response.status()).as(response.toString()).isEqualTo(400);
        assertThat(response.member("error")).isEqualTo("invalid_client_metadata");
        assertThat(response.member("error_description")).contains(ALGORITHM);
    }

    private static ServerResponse register(TestRealm realm, String provider, String body) {
        return Request.post(realm.uri("/clients-registrations/" + provider)).bearer(initialAccessToken(realm))
                .body("application/json", body).send();
    }

    private static String initialAccessToken(TestRealm realm) {
        return realm.admin().clientInitialAccess().create(new ClientInitialAccessCreatePresentation(60, 1)).getToken();
    }

    private static ServerResponse update(TestRealm realm, String provider, String client, String token, String body) {
        return Request.of("PUT", realm.uri("/clients-registrations/" + provider + "/" + client)).bearer(token)
                .body("application/json", body).send();
    }

    private static ClientRepresentation client(TestRealm realm) {
        return realm.admin().clients().findByClientId("sword").get(0);
    }

    private static boolean isSigned(String token) throws ParseException, JOSEException {
        JWSObject jws = JWSObject.parse(token);
        return jws.getHeader().getAlgorithm().getName().equals("HS256") && jws.verify(new MACVerifier(KEY));
    }

    private static void assertIsSignedByRealm(String token, TestRealm realm) {
        JsonNode header = Jwt.header(token);
        assertThat(header.get("alg").asText()).isEqualTo("RS256");
        assertThat(realm.admin().keys().getKeyMetadata().getKeys())
                .anyMatch(key -> key.getKid().equals(header.get("kid").asText()));
    }
}
