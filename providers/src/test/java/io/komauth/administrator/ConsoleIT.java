package io.komauth.administrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;

import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Poll;
import io.komauth.testing.TestRealm;
import io.komauth.testing.WithKeycloak;
import io.komauth.testing.browser.Chromium;
import io.komauth.testing.browser.Screenshot;
import io.komauth.testing.browser.WithChromium;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.RealmRepresentation;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebDriver;

/** Takes the pictures of docs/administrator.md, too: {@code -Dscreenshots.directory=docs/images}. */
@WithKeycloak
@WithChromium
@DisplayName("By the docs' steps in the Admin Console")
class ConsoleIT {

    @Test
    @DisplayName("the login page asks for a captcha")
    void theLoginPageAsksForACaptcha(KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = ExistingRealm.on(server, "boutique")) {
            Console console = open(chromium, server, realm).press("Authentication");
            console.openMenu("browser").press("Duplicate").type("Name", "captcha browser").press("Duplicate");
            console.press("Username Password Form", "Delete").press("Delete");
            console.press("captcha browser forms", "Add").addExecution("Captcha Username Password Form");
            raise(realm, "captcha browser forms", "captcha-username-password-form");
            console.press("Authentication").press("captcha browser").awaits("captcha browser forms");
            Screenshot.take(console.content(), "console-flow");
            console.bind("Browser flow");
            Screenshot.take(console.dialog(), "console-bind");
            console.press("Save").awaitsNo("Not in use");
            awaitBound(realm, RealmRepresentation::getBrowserFlow, "captcha browser");

            assertThat(ExistingRealm.loginPage(realm)).contains("name=\"captchaCode\"");
        }
    }

    private static Console open(Chromium chromium, KeycloakServer server, TestRealm realm) {
        WebDriver driver = chromium.open();
        driver.manage().window().setSize(new Dimension(1280, 1320));
        return Console.of(driver, server, realm);
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
