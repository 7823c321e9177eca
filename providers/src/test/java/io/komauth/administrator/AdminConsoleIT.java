package io.komauth.administrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;

import io.komauth.testing.Jwt;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Poll;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;
import io.komauth.testing.browser.Chromium;
import io.komauth.testing.browser.Screenshot;
import io.komauth.testing.browser.WithChromium;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** Takes the pictures of docs/administrator.md, too: {@code -Dscreenshots.directory=docs/images}. */
@WithKeycloak
@WithChromium
@DisplayName("By the docs' steps in the Admin Console")
class AdminConsoleIT {

    @Test
    @DisplayName("the login page asks for a captcha")
    void theLoginPageAsksForACaptcha(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = ExistingRealm.on(server, "boutique")) {
            AdminConsole console = AdminConsole.of(chromium.open(), server, realm).press("Authentication");
            console.openMenu("browser").press("Duplicate").type("Name", "captcha browser").press("Duplicate");
            console.press("Username Password Form", "Delete").press("Delete");
            console.press("captcha browser forms", "Add").addExecution("Captcha Username Password Form");
            raise(realm, "captcha browser forms", "captcha-username-password-form");
            console.press("Authentication").press("captcha browser").awaits("captcha browser forms");
            Screenshot.take(console.content(1320), "console-flow");
            console.bind("Browser flow");
            Screenshot.take(console.dialog(), "console-bind");
            console.press("Save").awaitsNo("Not in use");
            awaitBound(realm, RealmRepresentation::getBrowserFlow, "captcha browser");

            assertThat(ExistingRealm.loginPage(realm)).contains("name=\"captchaCode\"");
        }
    }

    @Test
    @DisplayName("the token endpoint asks for a captcha, and tokens have the claims of a tenant and of attributes")
    void theTokenEndpointAsksForACaptcha(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = ExistingRealm.on(server, "boutique")) {
            assertThat(login(server, realm).json().has("tenant_id")).isFalse();
            AdminConsole console = AdminConsole.of(chromium.open(), server, realm);
            bindTheCaptcha(console, realm);
            addTheAttribute(console, realm);
            addTheClaims(console, realm);
            UserRepresentation alice = ExistingRealm.alice(realm);
            alice.singleAttribute("user_id", "7");
            realm.admin().users().get(alice.getId()).update(alice);

            assertThat(withCredentials(TokenRequest.withoutCaptcha(server, realm.name(), "password")).send().text())
                    .contains("invalid_request", "captchaKey");
            JsonNode claims = Jwt.payload(login(server, realm).member("access_token"));
            assertThat(claims.path("tenant_id").asText()).isEqualTo("boutique");
            assertThat(claims.path("user_id").asText()).isEqualTo("7");
        }
    }

    private static void bindTheCaptcha(AdminConsole console, TestRealm realm) {
        console.press("Authentication").openMenu("direct grant").press("Duplicate");
        console.type("Name", "captcha direct grant").press("Duplicate");
        console.addExecution("Captcha for direct grants").drag("Captcha for direct grants", "Username Validation");
        Poll.until("the captcha comes first", () ->
                ExistingRealm.steps(realm, "captcha direct grant").get(0).equals("direct-grant-validate-captcha"));
        console.bind("Direct grant flow").press("Save").awaitsNo("Not in use");
        awaitBound(realm, RealmRepresentation::getDirectGrantFlow, "captcha direct grant");
    }

    private static void addTheAttribute(AdminConsole console, TestRealm realm) {
        console.press("Realm settings").tab("User profile").press("Create attribute").type("Attribute [Name]", "user_id");
        Screenshot.take(console.content(1265), "console-attribute");
        console.press("Create");
        Poll.until("there is the attribute", () -> ExistingRealm.profile(realm).getAttribute("user_id") != null);
        assertThat(ExistingRealm.profile(realm).getAttribute("user_id").getPermissions().getEdit()).containsExactly("admin");
    }

    private static void addTheClaims(AdminConsole console, TestRealm realm) {
        console.press("Client scopes").press("Create client scope").type("Name", "all").press("Save").tab("Mappers");
        console.press("Configure a new mapper").choose("Tenant and user").type("Name", "tenant and user");
        Screenshot.take(console.content(1006), "console-mapper");
        console.press("Save");
        Poll.until("the scope has the mapper", () -> realm.admin().clientScopes().findAll().stream()
                .anyMatch(scope -> scope.getName().equals("all") && scope.getProtocolMappers() != null));
        console.press("Clients").press(ExistingRealm.CLIENT).tab("Client scopes");
        console.press("Add client scope").tick("all").press("Add").press("Default");
        Poll.until("the client has the scope", () -> realm.admin().clients().findByClientId(ExistingRealm.CLIENT).get(0)
                .getDefaultClientScopes().contains("all"));
    }

    private static ServerResponse login(KeycloakServer server, TestRealm realm) {
        String key = TokenRequest.fetchCaptcha(server, realm.name());
        return withCredentials(TokenRequest.withoutCaptcha(server, realm.name(), "password")
                .captcha(key, TokenRequest.CODE)).send();
    }

    private static TokenRequest withCredentials(TokenRequest request) {
        return request.client(ExistingRealm.CLIENT, null).param("scope", null)
                .param("username", ExistingRealm.USER).param("password", ExistingRealm.PASSWORD);
    }

    /** What dragging the row does, which no driver does surely where the list is long. */
    private static void raise(TestRealm realm, String flow, String step) {
        Poll.until("there is the step " + step, () -> ExistingRealm.steps(realm, flow).contains(step));
        String id = realm.admin().flows().getExecutions(flow).stream()
                .filter(execution -> step.equals(execution.getProviderId())).findFirst().orElseThrow().getId();
        realm.admin().flows().raisePriority(id);
    }

    private static void awaitBound(TestRealm realm, Function<RealmRepresentation, String> binding, String flow) {
        Poll.until("the flow is bound", () -> binding.apply(realm.admin().toRepresentation()).equals(flow));
    }
}
