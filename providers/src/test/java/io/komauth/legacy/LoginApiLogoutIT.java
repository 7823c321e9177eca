package io.komauth.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.komauth.testing.Answer;
import io.komauth.testing.DemoTenant;
import io.komauth.testing.Jwt;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.LoginApiRequest;
import io.komauth.testing.Poll;
import io.komauth.testing.Request;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.representations.idm.RealmRepresentation;

@WithKeycloak
class LoginApiLogoutIT {

    @ParameterizedTest
    @CsvSource({"GET,Authorization,'Bearer '", "POST,Authorization,'Bearer '", "GET,Blade-Auth,'bearer '",
            "POST,Blade-Auth,''", "GET,Authorization,''", "GET,Blade-Auth,'BEARER '"})
    void aLogoutEndsTheSessionOfTheToken(String method, String header, String prefix, KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server)) {
            Answer login = LoginApiRequest.example(server, tenant).send();

            assertIsDone(logout(server, method).header(header, prefix + login.member("access_token")).send());
            assertThat(isAlive(server, tenant, login)).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("signatures")
    void itDoesSoWhicheverSignatureTheTokenHas(Consumer<RealmRepresentation> change, KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, change)) {
            Answer login = TokenRequest.captchaGrant(server, tenant).send();

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
    void theClientsCredentialsMayStandBesideTheToken(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server)) {
            Answer login = LoginApiRequest.example(server, tenant).send();

            assertIsDone(logout(server, "GET").basicAuth("sword", "sword_secret")
                    .header("Blade-Auth", "bearer " + login.member("access_token")).send());
            assertThat(isAlive(server, tenant, login)).isFalse();
        }
    }

    @Test
    void anExpiredTokenEndsItsSessionToo(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, realm -> realm.setAccessTokenLifespan(1))) {
            Answer login = LoginApiRequest.example(server, tenant).send();
            long expiry = Jwt.payload(login.member("access_token")).get("exp").asLong();
            Poll.until("the token has expired", () -> Instant.now().getEpochSecond() > expiry);

            assertIsDone(logout(server, "GET").bearer(login.member("access_token")).send());
            assertThat(isAlive(server, tenant, login)).isFalse();
        }
    }

    @Test
    void aLogoutMayHaveABodyOfAnyKind(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server)) {
            Answer login = LoginApiRequest.example(server, tenant).send();

            assertIsDone(logout(server, "POST").bearer(login.member("access_token"))
                    .body("multipart/form-data; boundary=x", "--x").send());
            assertThat(isAlive(server, tenant, login)).isFalse();
            assertIsDone(Request.post(LoginApiRequest.uri(server, "logout/"))
                    .body("multipart/form-data; boundary=x", "--x").send());
        }
    }

    @Test
    void aLogoutIsAnEvent(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server)) {
            Answer login = LoginApiRequest.example(server, tenant).send();

            logout(server, "GET").bearer(login.member("access_token")).send();

            Poll.until("the logout's event", () -> tenant.admin().getEvents().stream()
                    .anyMatch(event -> event.getType().equals("LOGOUT") && event.getClientId().equals("sword")));
        }
    }

    /** What is no access token of a tenant ends nothing, and is answered as if it did. */
    @Test
    void nothingElseEndsASession(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server)) {
            Answer login = LoginApiRequest.example(server, tenant).send();
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
    }

    @Test
    void theTokensOfARealmThatIsNotServedEndNothing(KeycloakServer server) {
        try (TestRealm realm = DemoTenant.copyTo(server, copy -> copy.getAttributes().remove("tenant.api"))) {
            Answer login = TokenRequest.captchaGrant(server, realm).send();

            assertIsDone(logout(server, "GET").bearer(login.member("access_token")).send());

            assertThat(TokenRequest.withoutCaptcha(server, realm.name(), "refresh_token")
                    .param("refresh_token", login.member("refresh_token")).send().status()).isEqualTo(200);
        }
    }

    private static Request logout(KeycloakServer server, String method) {
        return Request.of(method, LoginApiRequest.uri(server, "logout"));
    }

    private static void assertIsDone(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"success\":true,\"msg\":\"success\"}");
    }

    private static boolean isAlive(KeycloakServer server, TestRealm tenant, Answer login) {
        return LoginApiRequest.refresh(server, tenant.name(), login).send().status() == 200;
    }

    private static String encoded(String header) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8));
    }
}
