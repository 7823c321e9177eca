package io.komauth.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import com.fasterxml.jackson.databind.JsonNode;

import jakarta.ws.rs.core.Response;

import io.komauth.testing.DemoTenant;
import io.komauth.testing.EachVersion;
import io.komauth.testing.Full;
import io.komauth.testing.Jwt;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.LoginApiRequest;
import io.komauth.testing.Plain;
import io.komauth.testing.Poll;
import io.komauth.testing.Request;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.SharedServer;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.keys.KeyProvider;
import org.keycloak.representations.idm.ComponentRepresentation;
import org.keycloak.representations.idm.KeysMetadataRepresentation.KeyMetadataRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/** Whoever holds the key that a tenant shares with its services can forge tokens for those, and for nobody else. */
@WithKeycloak
class SharedKeyIT {

    private static final byte[] SHARED_KEY = "demo-tenant-000000-not-for-production".getBytes(StandardCharsets.UTF_8);
    private static final byte[] REALM_KEY = "the key of the realm of 32 bytes".getBytes(StandardCharsets.UTF_8);
    private static final String REALM_KEY_ID = "hs256-of-the-realm";

    private static final List<String> ALGORITHMS = List.of("HS256", "HS384", "HS512", "HS256-shared", "none", "RS256");

    /** What is forged is good but for the key, or it would say nothing that it is refused. */
    @ParameterizedTest
    @EnumSource
    void theRealmKeyForgesAcceptedTokensAndTheSharedKeyDoesNot(TokenConsumer consumer, KeycloakServer server) {
        try (TestRealm realm = ForgeryTarget.realm(server)) {
            ForgeryTarget target = new ForgeryTarget(server, realm);
            Map<String, Object> claims = consumer.claims(target);
            assertIsRejected("without a HS256 key of the realm's", consumer, target, claims);

            addRealmKey(realm);
            assertIsRejected("beside a HS256 key of the realm's", consumer, target, claims);

            ServerResponse response = consumer.present(target, ForgedToken.of("HS256", REALM_KEY_ID, claims, REALM_KEY));
            assertThat(response).matches(open -> open.status() < 400 && !consumer.isRejected(open), "open");
        }
    }

    private static void assertIsRejected(String where, TokenConsumer consumer, ForgeryTarget target, Map<String, Object> claims) {
        SoftAssertions.assertSoftly(all -> forEachHeader(target.realm().admin(), (alg, kid) ->
                all.assertThat(consumer.present(target, ForgedToken.of(alg, kid, claims, SHARED_KEY)))
                        .as("%s, alg %s, kid %s", where, alg, kid)
                        .matches(response -> consumer.isRejected(response) || failsOfItself(alg, response), "shut")));
    }

    /** Older servers do over this algorithm, which none of their providers has; 26.2 does, and 26.7 does not. */
    private static boolean failsOfItself(String alg, ServerResponse response) {
        return alg.equals("none") && response.status() >= 400;
    }

    @Test
    void theSharedKeyForgesNoAdministratorToken(KeycloakServer server) {
        String genuine = server.admin().tokenManager().getAccessTokenString();
        JsonNode claims = Jwt.payload(genuine);
        assertThat(TokenConsumer.callAdminApi(server.uri("/admin/realms"), genuine).status()).isEqualTo(200);

        SoftAssertions.assertSoftly(all -> forEachHeader(server.admin().realm("master"), (alg, kid) ->
                all.assertThat(TokenConsumer.callAdminApi(server.uri("/admin/realms"),
                        ForgedToken.of(alg, kid, claims, SHARED_KEY)))
                        .as("alg %s, kid %s", alg, kid)
                        .matches(response -> response.status() == 401 || failsOfItself(alg, response), "refused")));
    }

    @Test
    void aGenuineTokenSignedByTheSharedKeyIsRejectedToo(KeycloakServer server) {
        try (TestRealm realm = ForgeryTarget.realm(server)) {
            ForgeryTarget target = new ForgeryTarget(server, realm);
            for (LoginFlow login : LoginFlow.values()) {
                String token = login.accessToken(server, realm.name());
                assertThat(EnumSet.of(TokenConsumer.USERINFO, TokenConsumer.INTROSPECTION, TokenConsumer.ACCOUNT,
                        TokenConsumer.ADMIN))
                        .allSatisfy(consumer -> assertThat(consumer.present(target, token))
                                .matches(consumer::isRejected, "shut"));
            }
        }
    }

    @Test
    void theClientsRefreshTokenIsSignedByTheRealmAndWorks(KeycloakServer server) {
        String refreshToken = LoginFlow.CAPTCHA.send(server, DemoTenant.NAME).member("refresh_token");

        ServerResponse refreshed = TokenRequest.withoutCaptcha(server, DemoTenant.NAME, "refresh_token")
                .param("refresh_token", refreshToken).send();

        assertThat(Jwt.header(refreshToken).has("kid")).isTrue();
        assertThat(refreshed.status()).as(refreshed.toString()).isEqualTo(200);
        assertThat(Jwt.header(refreshed.member("access_token")).has("kid")).isFalse();
    }

    /** The last one is long enough itself, and would be known to everyone. */
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"a key that is but 31 bytes long", "${vault.which-does-not-have-it}"})
    void withoutAKeyTheClientIsRefused(String key, KeycloakServer server) {
        try (TestRealm realm = DemoTenant.copyTo(server, copy -> setKey(copy, key))) {
            for (LoginFlow login : LoginFlow.values()) {
                assertIsRefused(server, realm, login);
            }
        }
    }

    @Full
    @EachVersion
    @Test
    void withoutAVaultAClientWhoseKeyIsInOneIsRefused(@Plain KeycloakServer server) {
        withoutAKeyTheClientIsRefused("${vault.of-which-the-server-has-none}", server);
    }

    @Test
    void theKeyMayBeInKeycloaksVault(KeycloakServer server) throws Exception {
        try (TestRealm vaulted = vaulted(server, SharedServer.VAULTED_REALM);
                TestRealm empty = vaulted(server, "empty");
                ResourceServer service = ResourceServer.of(SharedServer.VAULTED_KEY)) {
            for (LoginFlow login : LoginFlow.values()) {
                assertThat(service.get(login.accessToken(server, vaulted.name())).getStatus()).isEqualTo(200);
                assertIsRefused(server, empty, login);
            }
            assertIsLoggedOut(server, vaulted);
        }
    }

    /** The documented logout knows the realm only when it has looked at the token. */
    private static void assertIsLoggedOut(KeycloakServer server, TestRealm realm) {
        ServerResponse login = TokenRequest.captchaGrant(server, realm).send();

        Request.get(LoginApiRequest.uri(server, "logout")).bearer(login.member("access_token")).send();

        assertThat(TokenRequest.withoutCaptcha(server, realm.name(), "refresh_token")
                .param("refresh_token", login.member("refresh_token")).send().status()).isEqualTo(400);
    }

    private static TestRealm vaulted(KeycloakServer server, String name) {
        return DemoTenant.copyTo(server, copy -> {
            copy.setRealm(name);
            setKey(copy, "${vault.shared_key}");
        });
    }

    private static void setKey(RealmRepresentation realm, String key) {
        realm.getAttributes().put("tenant.signing-key", key);
    }

    private static void assertIsRefused(KeycloakServer server, TestRealm realm, LoginFlow login) {
        ServerResponse response = login.send(server, realm.name());

        assertThat(response.status()).as(response.toString()).isEqualTo(400);
        assertThat(response.member("error")).isEqualTo("unauthorized_client");
        assertThat(response.text()).doesNotContain("token\"");
        Poll.until("the log names the realm", () -> server.log().contains("Realm " + realm.name() + ", client sword"));
    }

    /** With each algorithm, and no key id, that of each key of the realm, and some of none. */
    private static void forEachHeader(RealmResource realm, BiConsumer<String, String> header) {
        List<String> kids = new ArrayList<>(realm.keys().getKeyMetadata().getKeys().stream()
                .map(KeyMetadataRepresentation::getKid).toList());
        kids.addAll(Arrays.asList(null, SharedKey.ALGORITHM, "rubbish"));
        ALGORITHMS.forEach(alg -> kids.forEach(kid -> header.accept(alg, kid)));
    }

    private static void addRealmKey(TestRealm realm) {
        ComponentRepresentation key = new ComponentRepresentation();
        key.setName("HS256");
        key.setProviderType(KeyProvider.class.getName());
        key.setProviderId("hmac-generated");
        key.setConfig(new MultivaluedHashMap<>(Map.of("algorithm", List.of("HS256"), "kid", List.of(REALM_KEY_ID),
                "secretSize", List.of(String.valueOf(REALM_KEY.length)),
                "secret", List.of(Base64.getUrlEncoder().withoutPadding().encodeToString(REALM_KEY)))));
        try (Response created = realm.admin().components().add(key)) {
            assertThat(created.getStatus()).isEqualTo(201);
        }
    }
}
