package io.komauth.grant;

import static io.komauth.testing.TokenRequest.CODE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.komauth.testing.DemoTenant;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Poll;
import io.komauth.testing.Request;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.representations.idm.UserRepresentation;

/** What the standard token endpoint refuses, and how (RFC 6749, 5.2). */
@WithKeycloak
class CaptchaGrantRefusalsIT {

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void isRefused(String what, UnaryOperator<TokenRequest> request, int status, String error, KeycloakServer server) {
        ServerResponse response = request.apply(TokenRequest.captchaGrant(server, DemoTenant.NAME)).send();

        assertThat(response.status()).as(response.toString()).isEqualTo(status);
        assertThat(response.member("error")).isEqualTo(error);
        assertThat(response.text()).isASCII();
        assertThat(response.header("Cache-Control")).hasValue("no-store");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("a header that names another realm", r -> r.header("tenantId", "000001"), 400, "invalid_request"),
                refusal("the other header", r -> r.header("Tenant-Id", "master"), 400, "invalid_request"),
                refusal("a header in another case", r -> r.header("TENANTID", "master"), 400, "invalid_request"),
                refusal("an empty header", r -> r.header("tenantId", ""), 400, "invalid_request"),
                refusal("two headers that differ", r -> r.header("tenantId", "000000").header("Tenant-Id", "1"), 400,
                        "invalid_request"),
                refusal("no captchaKey", r -> r.param("captchaKey", null), 400, "invalid_request"),
                refusal("a blank captchaKey", r -> r.param("captchaKey", " "), 400, "invalid_request"),
                refusal("no captchaCode", r -> r.param("captchaCode", null), 400, "invalid_request"),
                refusal("a blank captchaCode", r -> r.param("captchaCode", "\t"), 400, "invalid_request"),
                refusal("a wrong code", r -> r.param("captchaCode", "wrong"), 400, "invalid_grant"),
                refusal("a key that is none", r -> r.param("captchaKey", "e103dc7eb667e1dbc4010c9c224d2628"), 400,
                        "invalid_grant"),
                refusal("an unknown grant type", r -> r.param("grant_type", "sms"), 400, "unsupported_grant_type"),
                refusal("an unknown scope", r -> r.param("scope", "none"), 400, "invalid_scope"),
                refusal("a wrong secret", r -> r.client("sword", "wrong"), 401, "unauthorized_client"),
                refusal("an unknown client", r -> r.client("nobody", "sword_secret"), 401, "invalid_client"),
                refusal("a client without direct grants", r -> r.client("account-console", null), 400,
                        "unauthorized_client"),
                refusal("no user", r -> r.param("username", null), 401, "invalid_request"));
    }

    @Test
    void whatIsMissingIsNamed(KeycloakServer server) {
        TokenRequest noKey = TokenRequest.captchaGrant(server, DemoTenant.NAME).param("captchaKey", null);
        TokenRequest noCode = TokenRequest.captchaGrant(server, DemoTenant.NAME).param("captchaCode", null);

        assertThat(noKey.send().member("error_description")).isEqualTo("Missing parameter: captchaKey");
        assertThat(noCode.send().member("error_description")).isEqualTo("Missing parameter: captchaCode");
    }

    @Test
    void aParameterThatComesTwiceIsRefused(KeycloakServer server) {
        ServerResponse response = Request.post(server.uri("/realms/000000/protocol/openid-connect/token"))
                .basicAuth("sword", "sword_secret").param("grant_type", "captcha")
                .param("captchaKey", "one").param("captchaKey", "two").send();

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.member("error")).isEqualTo("invalid_request");
    }

    @Test
    void aTenantHeaderThatNamesThisRealmIsFine(KeycloakServer server) {
        ServerResponse response = TokenRequest.captchaGrant(server, DemoTenant.NAME).header("tenantId", "000000")
                .header("Tenant-Id", "000000").send();

        assertThat(response.status()).as(response.toString()).isEqualTo(200);
    }

    @Test
    void aRequestThatIsRefusedForItsFormDoesNotSpendTheCaptcha(KeycloakServer server) {
        String key = TokenRequest.fetchCaptcha(server, DemoTenant.NAME);
        TokenRequest login = TokenRequest.withoutCaptcha(server, DemoTenant.NAME, "captcha").captcha(key, CODE);

        assertThat(login.param("captchaCode", "").send().status()).isEqualTo(400);
        assertThat(login.param("captchaCode", CODE).header("tenantId", "1").send().status()).isEqualTo(400);
        assertThat(login.header("tenantId", "000000").send().status()).isEqualTo(200);
    }

    @Test
    void aWrongPasswordIsRefusedAsAnUnknownUserIs(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server)) {
            assertIsRefused(TokenRequest.captchaGrant(server, tenant).param("password", "wrong").send());
            assertIsRefused(TokenRequest.captchaGrant(server, tenant).param("username", "nobody").send());
        }
    }

    @Test
    void aLockedUserIsRefusedEvenWithTheRightPassword(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, DemoTenant::protect)) {
            String user = tenant.admin().users().search("admin").get(0).getId();
            assertThat(TokenRequest.captchaGrant(server, tenant).send().status()).isEqualTo(200);

            Poll.until("the user is locked", () -> {
                TokenRequest.captchaGrant(server, tenant).param("password", "wrong").send();
                return (Boolean) tenant.admin().attackDetection().bruteForceUserStatus(user).get("disabled");
            });

            assertIsRefused(TokenRequest.captchaGrant(server, tenant).send());
        }
    }

    @Test
    void aDisabledUserIsRefused(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server)) {
            disable(tenant);

            ServerResponse right = TokenRequest.captchaGrant(server, tenant).send();

            assertThat(right.member("error")).isEqualTo("invalid_grant");
            assertThat(right.member("error_description")).isEqualTo("Account disabled");
        }
    }

    /** Older servers tell whoever asks that an account is disabled; newer ones only who knows its password. */
    @Test
    void aDisabledUserWithAWrongPasswordIsRefusedAsByThePasswordGrant(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server)) {
            disable(tenant);

            ServerResponse captcha = TokenRequest.captchaGrant(server, tenant).param("password", "wrong").send();

            assertThat(captcha.member("error")).isEqualTo("invalid_grant");
            assertThat(captcha).hasToString(TokenRequest.withoutCaptcha(server, tenant.name(), "password")
                    .captcha(TokenRequest.fetchCaptcha(server, tenant.name()), CODE).param("password", "wrong").send()
                    .toString());
        }
    }

    private static void disable(TestRealm tenant) {
        UserRepresentation user = tenant.admin().users().search("admin").get(0);
        user.setEnabled(false);
        tenant.admin().users().get(user.getId()).update(user);
    }

    private static void assertIsRefused(ServerResponse response) {
        assertThat(response.member("error")).as(response.toString()).isEqualTo("invalid_grant");
        assertThat(response.member("error_description")).isEqualTo("Invalid user credentials");
    }

    @Test
    void aStaleRefreshTokenIsRefused(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server)) {
            String refreshToken = TokenRequest.captchaGrant(server, tenant).send().member("refresh_token");
            tenant.admin().logoutAll();

            ServerResponse response = TokenRequest.withoutCaptcha(server, tenant.name(), "refresh_token")
                    .param("refresh_token", refreshToken).send();

            assertThat(response.status()).isEqualTo(400);
            assertThat(response.member("error")).isEqualTo("invalid_grant");
        }
    }

    private static Arguments refusal(String what, UnaryOperator<TokenRequest> request, int status, String error) {
        return Arguments.of(what, request, status, error);
    }
}
