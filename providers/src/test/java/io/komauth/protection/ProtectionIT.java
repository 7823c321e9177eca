package io.komauth.protection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import jakarta.ws.rs.core.Response;

import io.komauth.testing.Browser;
import io.komauth.testing.EachDatabase;
import io.komauth.testing.EachVersion;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TestRealmOptions;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.admin.client.resource.AuthenticationManagementResource;
import org.keycloak.representations.idm.AdminEventRepresentation;
import org.keycloak.representations.idm.AuthenticationExecutionInfoRepresentation;
import org.keycloak.representations.idm.AuthenticationFlowRepresentation;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/** A realm is protected by one call, and what that did is undone by another. */
@EachVersion
@WithKeycloak
@EachDatabase
class ProtectionIT {

    private static final String PASSWORD = "a password";

    private static KeycloakServer server;

    @BeforeAll
    static void share(KeycloakServer shared) {
        server = shared;
    }

    @Test
    @DisplayName("One call protects each login path of a stock realm, a second one changes nothing, and undoing restores all")
    void stockRealm() {
        try (TestRealm realm = stock().create()) {
            List<String> before = ProtectionRequests.all(realm);
            assertThat(get(realm).path("protected").asBoolean()).isFalse();
            assertThat(get(realm).path("openPaths")).extracting(path -> path.path("id").asText())
                    .contains("browser-flow", "direct-grant-flow", "registration", "reset-password");
            assertThat(page(realm, "auth").page()).doesNotContain("captcha");
            assertThat(passwordGrant(realm).send().status()).isEqualTo(200);

            JsonNode planned = post(realm, "?dryRun=true", null);
            assertThat(planned.path("changed").asBoolean()).isTrue();
            assertThat(ProtectionRequests.all(realm)).as("a dry run changes nothing").isEqualTo(before);

            Instant begin = Instant.now();
            JsonNode report = post(realm, "", null);
            assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(10));
            assertThat(report.path("protected").asBoolean()).as(report.toString()).isTrue();
            assertThat(report.path("openPaths")).as(report.toString()).isEmpty();
            assertThat(report.path("parts").path("login").path("now").asText()).isEqualTo("captcha browser");
            assertThat(report.path("parts").path("login").path("was").asText()).isEqualTo("browser");
            assertThat(report.path("parts")).allSatisfy(part -> assertThat(part.path("state").asText()).isEqualTo("protected"));
            assertThat(report.path("tryIt").asText()).isEqualTo(realm.uri("/account").toString());
            assertThatEachPathAsks(realm);
            assertThat(realm.admin().getAdminEvents()).extracting(AdminEventRepresentation::getResourceType)
                    .containsOnlyOnce("REALM").contains("AUTH_FLOW");

            List<String> then = ProtectionRequests.all(realm);
            realm.admin().clearAdminEvents();
            JsonNode again = post(realm, "", null);
            assertThat(again.path("changed").asBoolean()).as(again.toString()).isFalse();
            assertThat(ProtectionRequests.all(realm)).isEqualTo(then);
            assertThat(realm.admin().getAdminEvents()).isEmpty();
            assertThat(get(realm).path("undoable").asBoolean()).isTrue();

            JsonNode undone = delete(realm, "");
            assertThat(undone.path("changed").asBoolean()).isTrue();
            assertThat(undone.path("protected").asBoolean()).isFalse();
            assertThat(ProtectionRequests.all(realm)).isEqualTo(before);
            assertThat(delete(realm, "").path("changed").asBoolean()).as("there is nothing left to undo").isFalse();
        }
    }

    @Test
    @DisplayName("Parts that are left out stay as they are, and are protected and undone on their own")
    void parts() {
        try (TestRealm realm = stock().create()) {
            List<String> before = ProtectionRequests.all(realm);

            JsonNode report = post(realm, "", "{\"directGrant\": false, \"theme\": false, \"registration\": false}");
            assertThat(report.path("parts").path("directGrant").path("state").asText()).isEqualTo("left-out");
            assertThat(report.path("protected").asBoolean()).isFalse();
            RealmRepresentation settings = realm.admin().toRepresentation();
            assertThat(settings.getBrowserFlow()).isEqualTo("captcha browser");
            assertThat(settings.getResetCredentialsFlow()).isEqualTo("captcha reset credentials");
            assertThat(settings.getDirectGrantFlow()).isEqualTo("direct grant");
            assertThat(settings.getRegistrationFlow()).isEqualTo("registration");
            assertThat(settings.getLoginTheme()).isNull();
            assertThat(page(realm, "auth").hasCaptcha()).as("in the stock theme").isTrue();

            delete(realm, "?part=passwordReset");
            assertThat(realm.admin().toRepresentation().getBrowserFlow()).isEqualTo("captcha browser");
            delete(realm, "?part=login");
            assertThat(ProtectionRequests.all(realm)).isEqualTo(before);
        }
    }

    @Test
    @DisplayName("Custom flows are copied with all that they have, also one whose steps are alternatives")
    void customFlows() {
        try (TestRealm realm = stock().create()) {
            AuthenticationManagementResource flows = realm.admin().flows();
            flows.copy("browser", Map.of("newName", "ours"));
            createFlow(flows, "own grant");
            for (String name : List.of("one", "two")) {
                flows.addExecutionFlow("own grant", new HashMap<>(Map.of("alias", name, "type", "basic-flow", "description", "")));
                for (String step : List.of("direct-grant-validate-username", "direct-grant-validate-password")) {
                    flows.addExecution(name, Map.of("provider", step));
                }
            }
            flows.getExecutions("own grant").forEach(step -> {
                step.setRequirement(step.getLevel() == 0 ? "ALTERNATIVE" : "REQUIRED");
                flows.updateExecutions("own grant", step);
            });
            change(realm, settings -> {
                settings.setBrowserFlow("ours");
                settings.setDirectGrantFlow("own grant");
                settings.setLoginTheme("keycloak.v2");
            });
            List<String> before = ProtectionRequests.all(realm);
            assertThat(passwordGrant(realm).send().status()).isEqualTo(200);

            assertThat(post(realm, "", null).path("protected").asBoolean()).isTrue();
            assertThatEachPathAsks(realm);
            List<String> stock = steps(realm, "ours");
            stock.set(stock.indexOf("auth-username-password-form"), "captcha-username-password-form");
            assertThat(steps(realm, "captcha ours")).isEqualTo(stock);

            delete(realm, "");
            assertThat(ProtectionRequests.all(realm)).isEqualTo(before);
        }
    }

    @Test
    @DisplayName("A copy that a client uses is not removed, and the refusal names the client; one that was changed is kept")
    void usedAndChangedCopies() {
        try (TestRealm realm = stock().create()) {
            post(realm, "", null);
            ClientRepresentation client = realm.admin().clients().findByClientId("app").get(0);
            client.setAuthenticationFlowBindingOverrides(Map.of("browser", flow(realm, "captcha browser").getId()));
            realm.admin().clients().get(client.getId()).update(client);
            List<String> then = ProtectionRequests.all(realm);

            ServerResponse refused = ProtectionRequests.send(server, "DELETE", realm.name(), "", null);
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.member("errorMessage")).contains("captcha browser", "client app");
            assertThat(ProtectionRequests.all(realm)).isEqualTo(then);

            client.setAuthenticationFlowBindingOverrides(Map.of("browser", ""));
            realm.admin().clients().get(client.getId()).update(client);
            realm.admin().flows().addExecution("captcha browser", Map.of("provider", "deny-access-authenticator"));
            JsonNode undone = delete(realm, "");
            assertThat(undone.path("parts").path("login").path("text").asText()).contains("is kept");
            assertThat(flow(realm, "captcha browser")).isNotNull();
            assertThat(realm.admin().flows().getFlows()).extracting(AuthenticationFlowRepresentation::getAlias)
                    .doesNotContain("captcha direct grant", "captcha registration", "captcha reset credentials");
            assertThat(realm.admin().toRepresentation().getBrowserFlow()).isEqualTo("browser");
        }
    }

    @Test
    @DisplayName("Requests at the same moment make one copy of each flow: one of them does it, and the others are done already or refused")
    void simultaneousRequests() {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (TestRealm realm = stock().create()) {
            List<String> before = ProtectionRequests.all(realm);

            List<Integer> answers = Stream.generate(() -> CompletableFuture.supplyAsync(() ->
                    ProtectionRequests.send(server, "POST", realm.name(), "", null).status(), threads)).limit(4).toList().stream()
                    .map(CompletableFuture::join).toList();

            assertThat(answers).contains(200).isSubsetOf(200, 409);
            assertThat(realm.admin().flows().getFlows()).extracting(AuthenticationFlowRepresentation::getAlias)
                    .filteredOn(alias -> alias.startsWith("captcha ")).containsExactlyInAnyOrder("captcha browser",
                            "captcha direct grant", "captcha registration", "captcha reset credentials");
            assertThat(post(realm, "", null).path("changed").asBoolean()).isFalse();
            delete(realm, "");
            assertThat(ProtectionRequests.all(realm)).isEqualTo(before);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    @DisplayName("Flows of the longest names are copied, renamed ones are found, and a captcha after the password is none")
    void unusualFlows() {
        try (TestRealm realm = stock().create()) {
            AuthenticationManagementResource flows = realm.admin().flows();
            // the copy's name is cut within the character of two parts
            String longest = "x".repeat(236) + "\ud83d\ude00" + "y".repeat(17);
            createFlow(flows, longest, "auth-username-password-form");
            createFlow(flows, "late", "direct-grant-validate-username", "direct-grant-validate-password",
                    "direct-grant-validate-captcha");
            change(realm, settings -> {
                settings.setBrowserFlow(longest);
                settings.setDirectGrantFlow("late");
            });
            List<String> before = ProtectionRequests.all(realm);
            assertThat(get(realm).path("parts").path("directGrant").path("state").asText()).isEqualTo("open");

            JsonNode report = post(realm, "", null);
            assertThat(report.path("openPaths")).as(report.toString()).isEmpty();
            String copy = report.path("parts").path("login").path("now").asText();
            assertThat(copy).isEqualTo("captcha " + "x".repeat(236));
            assertThat(realm.admin().toRepresentation().getBrowserFlow()).isEqualTo(copy);
            assertThatEachPathAsks(realm);
            delete(realm, "");
            assertThat(ProtectionRequests.all(realm)).isEqualTo(before);

            post(realm, "", null);
            rename(realm, copy, "mine");
            rename(realm, longest, "former");
            JsonNode undone = delete(realm, "");
            assertThat(undone.path("parts").path("login").path("text").asText())
                    .isEqualTo("browserFlow was 'mine', and is 'former'; 'mine' was changed by an administrator, and is kept");
            assertThat(realm.admin().toRepresentation().getBrowserFlow()).isEqualTo("former");
        }
    }

    /** A flow with these steps, each of them required. */
    private static void createFlow(AuthenticationManagementResource flows, String alias, String... steps) {
        AuthenticationFlowRepresentation flow = new AuthenticationFlowRepresentation();
        flow.setAlias(alias);
        flow.setProviderId("basic-flow");
        flow.setTopLevel(true);
        try (Response created = flows.createFlow(flow)) {
            assertThat(created.getStatus()).as(created.toString()).isEqualTo(201);
        }
        for (String step : steps) {
            flows.addExecution(alias, Map.of("provider", step));
        }
        flows.getExecutions(alias).forEach(step -> {
            step.setRequirement("REQUIRED");
            flows.updateExecutions(alias, step);
        });
    }

    private static void rename(TestRealm realm, String from, String to) {
        AuthenticationFlowRepresentation flow = flow(realm, from);
        flow.setAlias(to);
        realm.admin().flows().updateFlow(flow.getId(), flow);
    }

    @Test
    @DisplayName("A realm that is exported and imported can be undone as before")
    void imported() {
        try (TestRealm realm = stock().create()) {
            post(realm, "", null);
            RealmRepresentation export = realm.admin().partialExport(false, false);
            export.getAuthenticationFlows().forEach(flow -> flow.setId(null));
            export.getAuthenticatorConfig().forEach(config -> config.setId(null));
            try (TestRealm other = stock().with(copy -> {
                copy.setAuthenticationFlows(export.getAuthenticationFlows());
                copy.setAuthenticatorConfig(export.getAuthenticatorConfig());
                copy.setAttributes(export.getAttributes());
                copy.setBrowserFlow(export.getBrowserFlow());
                copy.setDirectGrantFlow(export.getDirectGrantFlow());
                copy.setRegistrationFlow(export.getRegistrationFlow());
                copy.setResetCredentialsFlow(export.getResetCredentialsFlow());
                copy.setLoginTheme(export.getLoginTheme());
            }).create()) {
                assertThat(post(other, "", null).path("changed").asBoolean()).isFalse();

                delete(other, "");

                assertThat(other.admin().flows().getFlows()).extracting(AuthenticationFlowRepresentation::getAlias)
                        .noneMatch(alias -> alias.startsWith("captcha"));
                assertThat(other.admin().toRepresentation().getLoginTheme()).isNull();
                assertThat(other.admin().toRepresentation().getAttributes()).doesNotContainKey("captcha.kinds")
                        .allSatisfy((name, value) -> assertThat(name).doesNotStartWith("protection."));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"POST||{\"logon\": true}|'logon' is no part",
            "POST||{\"login\": \"yes\"}|'login' must be true or false", "POST||{\"login\": null}|'login' must be true or false",
            "POST||[]|no JSON object", "POST||{\"login\": true|not JSON", "POST||{\"login\":true,\"login\":false}|not JSON",
            "POST||{} {}|not JSON", "POST|?dryrun=true||no query parameter 'dryrun'", "POST|?dryRun=yes||must be true or false",
            "POST|?dryRun=true&dryRun=false||must be true or false", "DELETE|?part=logon||part=logon is no part",
            "POST||{\"login\":false,\"directGrant\":false,\"registration\":false,\"passwordReset\":false,\"theme\":false}|left out"})
    @DisplayName("A wrong request is refused with what to change, and changes nothing")
    void wrongRequests(String method, String query, String body, String text) {
        List<AuthenticationFlowRepresentation> before = server.admin().realm("master").flows().getFlows();

        ServerResponse refused = ProtectionRequests.send(server, method, "master", query == null ? "" : query, body);

        assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
        assertThat(refused.member("errorMessage")).contains(text);
        assertThat(server.admin().realm("master").flows().getFlows()).hasSameSizeAs(before);
    }

    @Test
    @DisplayName("Who may view the realm reads, who may manage it changes, and nobody else does either; programs of master log in")
    void permissions() {
        try (TestRealm realm = stock()
                .user("viewer", PASSWORD, user -> user.setClientRoles(Map.of("realm-management", List.of("view-realm"))))
                .user("manager", PASSWORD, user -> user.setClientRoles(Map.of("realm-management", List.of("manage-realm"))))
                .user("nobody", PASSWORD).create()) {
            String viewer = token(realm, "viewer");
            String manager = token(realm, "manager");
            String nobody = token(realm, "nobody");

            assertThat(status("GET", realm, viewer)).isEqualTo(200);
            assertThat(List.of(status("POST", realm, viewer), status("DELETE", realm, viewer), status("GET", realm, nobody),
                    status("POST", realm, nobody), status("DELETE", realm, nobody))).containsOnly(403);
            assertThat(status("GET", realm, "none")).isEqualTo(401);
            assertThat(List.of(status("GET", realm, manager), status("POST", realm, manager), status("DELETE", realm, manager)))
                    .containsOnly(200);
        }
        JsonNode master = ProtectionRequests.send(server, "POST", "master", "?dryRun=true", null).json();
        assertThat(master.path("parts").path("directGrant").path("state").asText()).isEqualTo("left-out");
        assertThat(ProtectionRequests.send(server, "GET", "no-such-realm", "", null).status()).isEqualTo(404);
    }

    private static int status(String method, TestRealm realm, String token) {
        return ProtectionRequests.send(server, method, realm.name(), "", null, token).status();
    }

    private static String token(TestRealm realm, String username) {
        ServerResponse login = TokenRequest.withoutCaptcha(server, realm.name(), "password").client("app", null)
                .param("scope", null).param("username", username).param("password", PASSWORD).send();
        return login.member("access_token");
    }

    private static void assertThatEachPathAsks(TestRealm realm) {
        for (String name : List.of("auth", "registrations", "forgot-credentials")) {
            assertThat(page(realm, name).hasCaptcha()).as(name).isTrue();
        }
        assertThat(page(realm, "auth").submit("username", "alice", "password", PASSWORD).page()).contains("captchaKey");
        assertThat(page(realm, "auth").logIn("alice", PASSWORD).parameter("code")).isNotBlank();
        assertThat(page(realm, "forgot-credentials").submit("username", "alice").page()).contains("captchaKey");
        String[] person = {"username", "bob", "email", "bob@example.org", "password", PASSWORD, "password-confirm", PASSWORD,
            "firstName", "Bob", "lastName", "Test"};
        assertThat(page(realm, "registrations").submit(person).page()).contains("captchaKey");
        assertThat(realm.admin().users().search("bob", true)).isEmpty();
        assertThat(page(realm, "registrations").submitSolved(person).parameter("code")).isNotBlank();
        ServerResponse open = passwordGrant(realm).send();
        assertThat(open.status()).isEqualTo(400);
        assertThat(open.text()).contains("captchaKey");
        assertThat(passwordGrant(realm).param("username", "bob")
                .captcha(TokenRequest.fetchCaptcha(server, realm.name()), TokenRequest.CODE).send().status()).isEqualTo(200);
        realm.admin().users().delete(realm.admin().users().search("bob", true).get(0).getId()).close();
    }

    private static TokenRequest passwordGrant(TestRealm realm) {
        return TokenRequest.withoutCaptcha(server, realm.name(), "password").client("app", null).param("scope", null)
                .param("username", "alice").param("password", PASSWORD);
    }

    private static Browser page(TestRealm realm, String name) {
        return new Browser().open(realm.uri("/protocol/openid-connect/" + name
                + "?client_id=app&response_type=code&scope=openid&redirect_uri=" + realm.uri("/callback")));
    }

    private static List<String> steps(TestRealm realm, String flow) {
        return new ArrayList<>(realm.admin().flows().getExecutions(flow).stream()
                .map(AuthenticationExecutionInfoRepresentation::getProviderId).toList());
    }

    private static AuthenticationFlowRepresentation flow(TestRealm realm, String alias) {
        return realm.admin().flows().getFlows().stream().filter(flow -> flow.getAlias().equals(alias)).findFirst().orElse(null);
    }

    private static void change(TestRealm realm, Consumer<RealmRepresentation> change) {
        RealmRepresentation settings = realm.admin().toRepresentation();
        change.accept(settings);
        realm.admin().update(settings);
    }

    private static JsonNode get(TestRealm realm) {
        return ProtectionRequests.succeed(server, "GET", realm, "", null);
    }

    private static JsonNode post(TestRealm realm, String query, String body) {
        return ProtectionRequests.succeed(server, "POST", realm, query, body);
    }

    private static JsonNode delete(TestRealm realm, String query) {
        return ProtectionRequests.succeed(server, "DELETE", realm, query, null);
    }

    private static TestRealmOptions stock() {
        return ProtectionRequests.stockRealm(server).user("alice", PASSWORD);
    }
}
