package io.komauth.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.komauth.protection.Findings;
import io.komauth.testing.Browser;
import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.FlowCopy;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Poll;
import io.komauth.testing.Request;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.SharedServer;
import io.komauth.testing.TestRealm;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.AuthenticationExecutionInfoRepresentation;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.EventRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/** Steps in flows that they are not made for, and settings out of range: nobody gets past a captcha, and nobody sees a raw error. */
@WithKeycloak
class MisplacedStepsIT {

    private static final String PATH = "/protocol/openid-connect/auth?client_id=app&response_type=code&scope=openid"
            + "&redirect_uri=http://localhost/callback";

    @Test
    void aDirectGrantStepInTheBrowserFlowShowsAPageAndLetsNobodyIn(KeycloakServer server) {
        try (TestRealm realm = realm(server, CaptchaFlows.flow("wrong", "direct-grant-validate-captcha",
                "auth-username-password-form"), imported -> imported.setBrowserFlow("wrong"))) {
            ServerResponse response = Request.get(realm.uri(PATH)).header("Accept-Language", "en").send();
            assertThat(response.status()).as(response.toString()).isEqualTo(400);
            assertThat(response.header("Content-Type").orElseThrow()).startsWith("text/html");
            assertThat(response.text()).contains("the step Captcha for direct grants is for direct grant flows, not for pages")
                    .doesNotContain("invalid_request", "name=\"password\"");
            ServerResponse sent = Request.post(realm.uri("/protocol/openid-connect/auth")).param("client_id", "app")
                    .param("response_type", "code").param("scope", "openid").param("redirect_uri", "http://localhost/callback")
                    .param("username", "ana").param("password", "password").send();
            assertThat(sent.text()).contains("is for direct grant flows, not for pages");
            assertThat(new Browser().open(realm.uri(PATH + "&ui_locales=zh-CN")).page()).contains("只适用于直接授权流程");

            List<EventRepresentation> events = realm.admin().getEvents();
            assertThat(events).isNotEmpty().allSatisfy(event -> {
                assertThat(event.getType()).isEqualTo("LOGIN_ERROR");
                assertThat(event.getError()).isEqualTo("misplaced_step");
                assertThat(event.getDetails()).containsEntry("reason",
                        "The step Captcha for direct grants is for direct grant flows");
            });
            assertThat(logged(server, realm)).containsOnlyOnce("the step 'Captcha for direct grants' in the flow 'wrong' "
                    + "is for direct grant flows. Remove it from the flow");
            assertThat(warnings(realm)).contains("direct-grant-step-in-page-flow");

            realm.admin().flows().removeExecution(realm.admin().flows().getExecutions("wrong").get(0).getId());
            assertThat(new Browser().open(realm.uri(PATH)).logIn("ana", "password").parameter("code")).isNotBlank();
            assertThat(warnings(realm)).doesNotContain("direct-grant-step-in-page-flow");
        }
    }

    @Test
    void aStepForExpiredPasswordsInTheBrowserFlowLetsTheLoginGoOn(KeycloakServer server) {
        try (TestRealm realm = realm(server, CaptchaFlows.flow("wrong", "captcha-username-password-form",
                "direct-grant-allow-expired-password"), imported -> imported.setBrowserFlow("wrong"))) {
            assertThat(new Browser().open(realm.uri(PATH)).logIn("ana", "password").parameter("code")).isNotBlank();

            assertThat(logged(server, realm)).contains("'Allow expired password for direct grants' in the flow 'wrong' is for direct "
                    + "grant flows, and does nothing here");
            assertThat(warnings(realm)).contains("direct-grant-step-in-page-flow");
        }
    }

    @Test
    void aStepThatShowsAPageRefusesTokenRequests(KeycloakServer server) {
        List<String> pages = List.of("captcha-username-password-form", "captcha-username-form",
                "captcha-idp-username-password-form", "reset-credentials-captcha");
        try (TestRealm realm = realm(server, imported -> pages.forEach(page ->
                CaptchaFlows.flow("with " + page, page, "direct-grant-validate-password").accept(imported)),
                CaptchaFlows.registration(), CaptchaFlows.bareRegistration("stock registration", "registration-page-form"))) {
            for (String page : pages) {
                bindDirectGrant(realm, "with " + page);
                ServerResponse response = passwordGrant(realm);

                assertThat(response.status()).as(page + response).isEqualTo(400);
                assertThat(response.member("error")).isEqualTo("invalid_request");
                assertThat(response.member("error_description")).startsWith("The direct grant flow has the step Captcha ")
                        .endsWith("which shows a page. An administrator must remove it from the flow");
                assertThat(warnings(realm)).contains("page-step-in-direct-grant-flow");
            }
            bindDirectGrant(realm, "captcha registration");
            ServerResponse response = passwordGrant(realm);
            assertThat(response.status()).as(response.toString()).isEqualTo(400);
            assertThat(response.member("error_description")).contains("has the step Captcha, which shows a page");
            bindDirectGrant(realm, "stock registration");
            ServerResponse withoutCaptcha = passwordGrant(realm);
            assertThat(withoutCaptcha.status()).as(withoutCaptcha.toString()).isEqualTo(400);
            assertThat(withoutCaptcha.member("error_description")).contains("has the step Registration Page, which shows a page");
            assertThat(warnings(realm)).contains("page-step-in-direct-grant-flow");

            bindDirectGrant(realm, "direct grant");
            assertThat(passwordGrant(realm).status()).isEqualTo(200);
            assertThat(warnings(realm)).doesNotContain("page-step-in-direct-grant-flow");
            assertThat(realm.admin().getEvents()).filteredOn(event -> "misplaced_step".equals(event.getError()))
                    .hasSizeGreaterThanOrEqualTo(pages.size() + 1);
        }
    }

    @Test
    void everyStepAnswersDockerClientsWithJsonAndPeopleWithPages(KeycloakServer server) {
        List<String> steps = List.of("direct-grant-validate-captcha", "direct-grant-allow-expired-password", "deny-locked-address",
                "captcha-username-password-form", "captcha-username-form", "captcha-idp-username-password-form",
                "reset-credentials-captcha");
        List<String> passing = List.of("direct-grant-allow-expired-password", "deny-locked-address");
        try (TestRealm realm = realm(server, imported -> steps.forEach(step -> (passing.contains(step)
                ? CaptchaFlows.flow(step, step, "auth-username-password-form") : CaptchaFlows.flow(step, step)).accept(imported)),
                CaptchaFlows.registration(), CaptchaFlows.bareRegistration("bare registration", "registration-captcha-page-form"),
                imported -> {
                    imported.setRegistrationAllowed(true);
                    imported.setResetPasswordAllowed(true);
                })) {
            ClientRepresentation registry = new ClientRepresentation();
            registry.setClientId("registry");
            registry.setProtocol("docker-v2");
            registry.setRedirectUris(List.of("*"));
            realm.admin().clients().create(registry).close();
            for (String flow : Stream.concat(steps.stream(), Stream.of("captcha registration", "bare registration")).toList()) {
                bind(realm, bound -> {
                    bound.setBrowserFlow(flow);
                    bound.setRegistrationFlow(flow);
                    bound.setResetCredentialsFlow(flow);
                    bound.setDockerAuthenticationFlow(flow);
                });

                for (String page : List.of("auth", "registrations", "forgot-credentials")) {
                    URI address = realm.uri(PATH.replace("/auth?", "/" + page + "?"));
                    assertThat(Request.get(address).send().status()).as(flow + " at " + page).isIn(200, 302, 400);
                    assertThat(new Browser().open(address).page()).as(flow + " at " + page)
                            .matches(shown -> shown.isEmpty() || shown.contains("<html")).doesNotContain("\"error\"");
                }
                ServerResponse docker = Request.get(realm.uri("/protocol/docker-v2/auth?service=registry&account=ana"))
                        .basicAuth("ana", "password").send();
                // whoever passes these sees the page of Keycloak's own step
                if (!passing.contains(flow)) {
                    assertThat(docker.status()).as(flow + docker).isEqualTo(400);
                    assertThat(docker.member("error_description")).startsWith("The flow of Docker clients has the step ");
                }
            }
        }
    }

    @Test
    void aSettingOutOfRangeIsRefusedWhereItIsSaved(KeycloakServer server) {
        try (TestRealm realm = realm(server, imported -> { }, imported -> { })) {
            FlowCopy copy = FlowCopy.of(realm, "browser").replace("auth-username-password-form", "captcha-username-password-form");
            AuthenticationExecutionInfoRepresentation step = realm.admin().flows().getExecutions(copy.alias()).stream()
                    .filter(execution -> "captcha-username-password-form".equals(execution.getProviderId())).findFirst().orElseThrow();
            String path = "/admin/realms/" + realm.name() + "/authentication/";

            ServerResponse refused = send(server, "POST", path + "executions/" + step.getId() + "/config", "login-failures", "99");
            assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
            assertThat(refused.member("errorMessage")).isEqualTo("Failed logins must be a number in the range 0–10.");
            for (Map.Entry<String, String> value : Map.of("login-failures", "-1", "login-failures-window", "59", "captcha-kind",
                    "sound", "picture-failures", "eleven").entrySet()) {
                assertThat(send(server, "POST", path + "executions/" + step.getId() + "/config", value.getKey(), value.getValue())
                        .status()).as(value.toString()).isEqualTo(400);
            }
            ServerResponse created = send(server, "POST", path + "executions/" + step.getId() + "/config", "login-failures", "10");
            assertThat(created.status()).as(created.toString()).isEqualTo(201);
            String config = realm.admin().flows().getExecutions(copy.alias()).stream()
                    .map(AuthenticationExecutionInfoRepresentation::getAuthenticationConfig)
                    .filter(id -> id != null).findFirst().orElseThrow();
            assertThat(send(server, "PUT", path + "config/" + config, "login-failures", "99").status()).isEqualTo(400);
            assertThat(realm.admin().flows().getAuthenticatorConfig(config).getConfig()).containsEntry("login-failures", "10");
            assertThat(send(server, "PUT", path + "config/" + config, "login-failures", "").status()).isEqualTo(204);
        }
    }

    @Test
    void aSettingOutOfRangeThatWasImportedIsUsedSafelyAndTold(KeycloakServer server) {
        try (TestRealm realm = realm(server, CaptchaFlows.loginAfter(99), imported -> imported.getAttributes()
                .put("address-lock.failures", "999"))) {
            assertThat(warnings(realm)).contains("invalid-setting",
                    "The setting login-failures has the value 99, which is not allowed.",
                    "Failed logins must be a number in the range 0–10.",
                    "The setting address-lock.failures has the value 999, which is not allowed.", "1–100");
            assertThat(logged(server, realm)).contains("the value '99' of login-failures is out of range, 10 is used instead");
        }
    }

    @Test
    void theServerSaysAtItsStartWhatShowsErrors(KeycloakServer server) {
        Poll.until("the log names the realm", () -> server.log().contains("Realm " + SharedServer.MISCONFIGURED_REALM
                + ": The step Captcha for direct grants in the flow wrong is for direct grant flows. People see an error in place of "
                + "the page. Remove Captcha for direct grants from the flow."));
    }

    @SafeVarargs
    private static TestRealm realm(KeycloakServer server, Consumer<RealmRepresentation>... changes) {
        return Stream.of(changes).reduce(TestRealm.on(server).user("ana", "password").client("app", "secret"),
                (options, change) -> options.with(change), (first, second) -> second).with(imported -> {
                    imported.setEventsEnabled(true);
                    imported.setInternationalizationEnabled(true);
                    imported.setSupportedLocales(Set.of("en", "zh-CN"));
                    imported.setDefaultLocale("en");
                }).create();
    }

    private static String warnings(TestRealm realm) {
        return Findings.of(realm).json().toString();
    }

    private static String logged(KeycloakServer server, TestRealm realm) {
        return String.join("\n", server.log().lines().filter(line -> line.contains(realm.name())).toList());
    }

    private static void bindDirectGrant(TestRealm realm, String flow) {
        bind(realm, bound -> bound.setDirectGrantFlow(flow));
    }

    private static void bind(TestRealm realm, Consumer<RealmRepresentation> change) {
        RealmRepresentation bound = realm.admin().toRepresentation();
        change.accept(bound);
        realm.admin().update(bound);
    }

    private static ServerResponse passwordGrant(TestRealm realm) {
        return Request.post(realm.tokenEndpoint()).basicAuth("app", "secret").param("grant_type", "password")
                .param("username", "ana").param("password", "password").send();
    }

    private static ServerResponse send(KeycloakServer server, String method, String path, String setting, String value) {
        return Request.of(method, server.uri(path)).bearer(server.admin().tokenManager().getAccessTokenString())
                .body("application/json", "{\"alias\": \"captcha settings\", \"config\": {\"%s\": \"%s\"}}".formatted(setting, value))
                .send();
    }
}
