package io.komauth.loginapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import io.komauth.testing.DemoTenant;
import io.komauth.testing.Document;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.LoginApiRequest;
import io.komauth.testing.Poll;
import io.komauth.testing.Request;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.representations.idm.EventRepresentation;

/** What browsers are told that run a front end on another origin. */
@WithKeycloak
class LoginApiCorsIT {

    private static final String ALLOWED = "https://app.example.org";
    private static final String FOREIGN = "https://elsewhere.example.org";
    private static final String REFUSED = "The client sword does not allow the origin https://elsewhere.example.org. "
            + "Add it to the web origins of the client.";

    @ParameterizedTest
    @CsvSource({"token,POST", "captcha,GET", "logout,GET", "logout,POST", "user-info,GET"})
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
        assertThat(allowedIn("api.md")).isEqualTo(allowedIn("api.zh-CN.md")).isNotEmpty()
                .allSatisfy(name -> assertThat(response.header("Access-Control-Allow-Headers").orElse("").split(", ?"))
                        .contains(name));
    }

    /** A page of any origin could otherwise send what a proxy or the server believes. */
    @Test
    void noOtherHeadersAreAllowed(KeycloakServer server) {
        ServerResponse response = Request.of("OPTIONS", LoginApiRequest.uri(server, "token")).header("Origin", FOREIGN)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "x-forwarded-for,forwarded,x-real-ip,ssl-client-cert,x-anything")
                .send();

        assertThat(response.header("Access-Control-Allow-Headers").orElse("").toLowerCase(Locale.ROOT).split(", ?"))
                .isNotEmpty().doesNotContain("*", "x-forwarded-for", "forwarded", "x-real-ip", "ssl-client-cert", "x-anything");
    }

    /** The headers that a page of the docs lists. */
    private static List<String> allowedIn(String page) {
        String text = Document.text(page);
        int start = text.indexOf(page.equals("api.md") ? "\n### Browsers\n" : "\n### 浏览器\n");
        int end = text.indexOf("\n\n", text.indexOf("Blade-Auth", start));
        return Pattern.compile("`([\\w-]+)`").matcher(text.substring(start, end)).results().map(name -> name.group(1)).toList();
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
            assertThat(foreign.text()).isEqualTo("{\"error\":\"invalid_request\",\"error_description\":\"" + REFUSED + "\"}");
            assertNamesOriginAndClient(tenant, "LOGIN_ERROR", FOREIGN);
        }
    }

    @Test
    @DisabledIfSystemProperty(named = "keycloak.server.version", matches = "26\\.[2-4]\\..*",
            disabledReason = "Keycloak leaves it to the browser to keep the tokens from the page before 26.5")
    void aLongOriginIsCut(KeycloakServer server) {
        try (TestRealm tenant = tenant(server)) {
            ServerResponse foreign = LoginApiRequest.example(server, tenant)
                    .header("Origin", "https://{0}'\"<" + "x".repeat(2_000)).header("Accept-Language", "en").send();

            assertThat(foreign.status()).isEqualTo(403);
            String shown = "https://{0}'\"<" + "x".repeat(300 - 14) + "…";
            assertThat(foreign.member("error_description")).isEqualTo("The client sword does not allow the origin " + shown
                    + ". Add it to the web origins of the client.");
            assertNamesOriginAndClient(tenant, "LOGIN_ERROR", shown);
        }
    }

    @Test
    void userInformationIsForTheOriginsOfTheClient(KeycloakServer server) {
        try (TestRealm tenant = tenant(server)) {
            ServerResponse login = LoginApiRequest.example(server, tenant).send();

            ServerResponse allowed = userInfo(server, login, ALLOWED);
            assertThat(allowed.status()).isEqualTo(200);
            assertIsReadableFrom(ALLOWED, allowed);
            ServerResponse foreign = userInfo(server, login, FOREIGN);
            assertThat(foreign.status()).isEqualTo(403);
            assertThat(foreign.text()).isEqualTo("{\"error\":\"invalid_request\",\"error_description\":\"" + REFUSED + "\"}");
            assertThat(foreign.header("Access-Control-Allow-Origin")).isEmpty();
            assertNamesOriginAndClient(tenant, "USER_INFO_REQUEST_ERROR", FOREIGN);
        }
    }

    /** By which a front end asks for a new login. */
    @Test
    void thatAUserIsNotLoggedInIsReadableByAnyOrigin(KeycloakServer server) {
        ServerResponse response = Request.get(LoginApiRequest.uri(server, "user-info")).header("Origin", FOREIGN).bearer("x.y.z")
                .send();

        assertThat(response.status()).isEqualTo(401);
        assertIsReadableFrom(FOREIGN, response);
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
            assertNamesOriginAndClient(tenant, "LOGOUT_ERROR", FOREIGN);

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

    private static ServerResponse userInfo(KeycloakServer server, ServerResponse login, String origin) {
        return Request.get(LoginApiRequest.uri(server, "user-info")).header("Origin", origin).header("Accept-Language", "en")
                .header("Blade-Auth", "bearer " + login.member("access_token")).send();
    }

    private static TestRealm tenant(KeycloakServer server) {
        return DemoTenant.copyTo(server, realm -> {
            DemoTenant.client(realm).setWebOrigins(List.of(ALLOWED));
            realm.setEnabledEventTypes(List.of("LOGIN_ERROR", "LOGOUT_ERROR", "USER_INFO_REQUEST_ERROR"));
        });
    }

    private static void assertNamesOriginAndClient(TestRealm tenant, String type, String origin) {
        Poll.until("the event of the refused origin", () -> !refused(tenant).isEmpty());
        assertThat(refused(tenant)).singleElement().satisfies(event -> {
            assertThat(event.getType()).isEqualTo(type);
            assertThat(event.getClientId()).isEqualTo("sword");
            assertThat(event.getDetails()).containsEntry("origin", origin);
        });
    }

    private static List<EventRepresentation> refused(TestRealm tenant) {
        return tenant.admin().getEvents().stream().filter(event -> "invalid_request".equals(event.getError())).toList();
    }

    private static void assertIsReadableFrom(String origin, ServerResponse response) {
        assertThat(response.header("Access-Control-Allow-Origin")).as(response.toString()).hasValue(origin);
        assertThat(response.header("Access-Control-Allow-Credentials")).hasValue("true");
    }
}
