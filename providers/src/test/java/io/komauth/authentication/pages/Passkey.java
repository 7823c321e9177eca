package io.komauth.authentication.pages;

import java.util.Map;

import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Poll;
import io.komauth.testing.TestRealm;

import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.representations.idm.RealmRepresentation;
import org.openqa.selenium.By;
import org.openqa.selenium.NoAlertPresentException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.virtualauthenticator.HasVirtualAuthenticator;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticator;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions;

/** A passkey, and the authenticator of a browser that has it: it does what it is asked for at once, without a dialogue. */
final class Passkey {

    /** A browser with an authenticator that answers by itself logs in as soon as a page proposes it. */
    private static final String NO_PROPOSALS = "PublicKeyCredential.isConditionalMediationAvailable = async () => false;";

    private static final By BUTTON = By.id("authenticateWebAuthnButton");

    private final WebDriver driver;
    private final VirtualAuthenticator authenticator;
    private final Object proposals;

    private Passkey(WebDriver driver, VirtualAuthenticator authenticator, Object proposals) {
        this.driver = driver;
        this.authenticator = authenticator;
        this.proposals = proposals;
    }

    /** Whether login pages of the server take passkeys. */
    static boolean isOfferedBy(KeycloakServer server) {
        String[] version = server.admin().serverInfo().getInfo().getSystemInfo().getVersion().split("\\.");
        return Integer.parseInt(version[0]) > 26 || Integer.parseInt(version[1]) >= 4;
    }

    /** Has the login pages of a realm take passkeys. */
    static void offer(RealmRepresentation realm) {
        realm.setWebAuthnPolicyPasswordlessPasskeysEnabled(true);
        realm.setWebAuthnPolicyPasswordlessUserVerificationRequirement("required");
        realm.setWebAuthnPolicyPasswordlessRequireResidentKey("Yes");
    }

    /** An authenticator without a passkey yet, in a browser whose login pages wait for their button to be pressed. */
    static Passkey with(WebDriver driver) {
        Map<String, Object> script = ((ChromeDriver) driver).executeCdpCommand("Page.addScriptToEvaluateOnNewDocument",
                Map.of("source", NO_PROPOSALS));
        return new Passkey(driver, ((HasVirtualAuthenticator) driver).addVirtualAuthenticator(
                new VirtualAuthenticatorOptions().setProtocol(VirtualAuthenticatorOptions.Protocol.CTAP2)
                        .setTransport(VirtualAuthenticatorOptions.Transport.INTERNAL).setHasResidentKey(true)
                        .setHasUserVerification(true).setIsUserVerified(true)), script.get("identifier"));
    }

    /** Takes all passkeys of a user out of a realm, but not out of the browser. */
    static void removeFrom(TestRealm realm, String username) {
        UserResource user = realm.admin().users().get(realm.admin().users().search(username).get(0).getId());
        user.credentials().stream().filter(credential -> credential.getType().startsWith("webauthn"))
                .forEach(credential -> user.removeCredential(credential.getId()));
    }

    /** Forgets all sessions, of whichever path, but no passkey. */
    static void endSessions(WebDriver driver) {
        ((ChromeDriver) driver).executeCdpCommand("Network.clearBrowserCookies", Map.of());
    }

    static void awaitLogin(WebDriver driver) {
        Poll.until("the browser has come to the application", () -> driver.getCurrentUrl().contains("code="));
    }

    /** Makes the passkey, on the page that asks for it. */
    void register() {
        WebPage page = WebPage.with(driver, "registerWebAuthn");
        page.leave(() -> {
            page.element("registerWebAuthn").click();
            Poll.until("the page asks for a label", this::hasDialogue);
            driver.switchTo().alert().accept();
        });
    }

    /** Presses the button for passkeys on a login page. */
    void use() {
        authenticator.setUserVerified(true);
        press();
    }

    /** The same, but the person does not unlock the authenticator. */
    void cancel() {
        authenticator.setUserVerified(false);
        press();
    }

    /** Has login pages use the passkey without their button being pressed. */
    void propose() {
        ((ChromeDriver) driver).executeCdpCommand("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", proposals));
    }

    private void press() {
        WebPage.with(driver, "authenticateWebAuthnButton").leaveBy(BUTTON);
    }

    private boolean hasDialogue() {
        try {
            driver.switchTo().alert();
            return true;
        } catch (NoAlertPresentException notYet) {
            return false;
        }
    }
}
