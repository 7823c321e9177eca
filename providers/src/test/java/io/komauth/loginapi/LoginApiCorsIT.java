package io.komauth.loginapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import io.komauth.testing.DemoTenant;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.LoginApiRequest;
import io.komauth.testing.Request;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What browsers are told that run a front end on another origin. */
@WithKeycloak
class LoginApiCorsIT {

    private static final String ALLOWED = "https://app.example.org";
    private static final String FOREIGN = "https://elsewhere.example.org";

    @ParameterizedTest
    @CsvSource({"token,POST", "captcha,GET", "logout,GET", "logout,POST"})
    void aPreflightAllowsTheHeadersThatClientsOfTheApiSend(String call, String method, KeycloakServer server) {
        ServerResponse response = Request.of("OPTIONS", LoginApiRequest.uri(server, call)).header("Origin", ALLOWED)
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", "tenantid,authorization").send();

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("Access-Control-Allow-Origin")).hasValue(ALLOWED);
        assertThat(response.header("Access-Control-Allow-Credentials")).hasValue("true");
        assertThat(response.header("Access-Control-Allow-Methods").orElse("").split(", ?")).contains(method);
        assertThat(response.header("Access-Control-Allow-Headers").orElse("").split(", ?")).contains("Authorization",
                "Content-Type", "tenantId", "Tenant-Id", "Captcha-Key", "Captcha-Code", "Blade-Auth", "Blade-Requested-With",
                "User-Type", "Dept-Id", "Role-Id");
    }

    @Test
    void aLoginIsForTheOriginsOfTheClient(KeycloakServer server) {
        try (TestRealm tenant = tenant(server)) {
            ServerResponse allowed = LoginApiRequest.example(server, tenant).header("Origin", ALLOWED).send();
            assertThat(allowed.status()).isEqualTo(200);
            assertIsReadableFrom(ALLOWED, allowed);

            ServerResponse foreign = LoginApiRequest.example(server, tenant).header("Origin", FOREIGN).send();
            assertThat(foreign.header("Access-Control-Allow-Origin")).isEmpty();
        }
    }

    @Test
    @DisabledIfSystemProperty(named = "keycloak.server.version", matches = "26\\.[2-4]\\..*",
            disabledReason = "Keycloak leaves it to the browser to keep the tokens from the page before 26.5")
    void aLoginFromAnotherOriginIsRefused(KeycloakServer server) {
        try (TestRealm tenant = tenant(server)) {
            ServerResponse foreign = LoginApiRequest.example(server, tenant).header("Origin", FOREIGN)
                    .header("Accept-Language", "en").send();

            assertThat(foreign.status()).isEqualTo(403);
            assertThat(foreign.text()).isEqualTo("{\"error\":\"invalid_request\",\"error_description\":"
                    + "\"The client does not allow the origin of this page. Add it to the web origins of the client.\"}");
            assertThat(tenant.admin().getEvents()).filteredOn(event -> "invalid_request".equals(event.getError()))
                    .singleElement().satisfies(event -> assertThat(event.getType()).isEqualTo("LOGIN_ERROR"));
        }
    }

    @Test
    void aRefusalIsReadableByTheBrowserToo(KeycloakServer server) {
        try (TestRealm tenant = tenant(server)) {
            assertIsReadableFrom(ALLOWED, LoginApiRequest.example(server, tenant).header("Origin", ALLOWED)
                    .member("captchaCode", "wrong").send());
            assertIsReadableFrom(ALLOWED, LoginApiRequest.example(server, tenant).header("Origin", ALLOWED)
                    .member("password", "0".repeat(32)).send());
            assertIsReadableFrom(FOREIGN, LoginApiRequest.example(server, tenant).header("Origin", FOREIGN)
                    .client("nobody", "").send());
            assertIsReadableFrom(FOREIGN, LoginApiRequest.withoutCaptcha(server, "x").header("Origin", FOREIGN).send());
        }
    }

    @Test
    void aCaptchaIsForAnyOrigin(KeycloakServer server) {
        ServerResponse response = Request.get(LoginApiRequest.uri(server, "captcha")).header("Origin", FOREIGN).send();

        assertThat(response.status()).isEqualTo(200);
        assertIsReadableFrom(FOREIGN, response);
    }

    @Test
    void aLogoutIsForTheOriginsOfTheClient(KeycloakServer server) {
        try (TestRealm tenant = tenant(server)) {
            ServerResponse login = LoginApiRequest.example(server, tenant).send();

            assertThat(logout(server, login, FOREIGN).header("Access-Control-Allow-Origin")).isEmpty();
            assertThat(LoginApiRequest.refresh(server, tenant.name(), login).send().status()).isEqualTo(200);

            assertIsReadableFrom(ALLOWED, logout(server, login, ALLOWED));
            assertThat(LoginApiRequest.refresh(server, tenant.name(), login).send().status()).isEqualTo(400);
        }
    }

    /** With a token that is worth nothing there is no client, and a front end must still learn that it may forget it. */
    @Test
    void aLogoutWithoutATokenIsReadableByAnyOrigin(KeycloakServer server) {
        ServerResponse response = Request.get(LoginApiRequest.uri(server, "logout")).header("Origin", FOREIGN).bearer("x.y.z")
                .send();

        assertIsReadableFrom(FOREIGN, response);
    }

    private static ServerResponse logout(KeycloakServer server, ServerResponse login, String origin) {
        return Request.get(LoginApiRequest.uri(server, "logout")).header("Origin", origin)
                .bearer(login.member("access_token")).send();
    }

    private static TestRealm tenant(KeycloakServer server) {
        return DemoTenant.copyTo(server, realm -> DemoTenant.client(realm).setWebOrigins(List.of(ALLOWED)));
    }

    private static void assertIsReadableFrom(String origin, ServerResponse response) {
        assertThat(response.header("Access-Control-Allow-Origin")).as(response.toString()).hasValue(origin);
        assertThat(response.header("Access-Control-Allow-Credentials")).hasValue("true");
    }
}
