package io.komauth.password;

import static io.komauth.testing.TokenRequest.CODE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import io.komauth.testing.AppServer;
import io.komauth.testing.Credentials;
import io.komauth.testing.DemoTenant;
import io.komauth.testing.Document;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.LoginApiRequest;
import io.komauth.testing.Poll;
import io.komauth.testing.Sm2Example;
import io.komauth.testing.TestRealm;
import io.komauth.testing.WithKeycloak;
import io.komauth.testing.browser.Chromium;
import io.komauth.testing.browser.WithChromium;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriver;

/** The example of {@code docs/api.md}, with the unchanged library from npm, in a page of an origin of its own. */
@WithKeycloak
@WithChromium
@DisplayName("A front end that encrypts passwords with sm-crypto")
class SmCryptoIT {

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en"><meta charset="utf-8"><title>Login</title>
            <form><input name="username"><input name="password" type="password"><input name="code"><button>Log in</button></form>
            <output></output>
            <script src="/sm2.js"></script>
            <script>
            %s
            const form = document.querySelector("form");
            form.onsubmit = async (event) => {
              event.preventDefault();
              const headers = { "Content-Type": "application/json", "tenantId": "%s", "Authorization": "Basic " + btoa("sword:sword_secret") };
              const captcha = await (await fetch("%s", { headers: { "tenantId": headers.tenantId } })).json();
              const answer = await fetch("%s", { method: "POST", headers, body: JSON.stringify({
                grant_type: "captcha", scope: "all", username: form.username.value,
                password: encryptPassword(form.password.value, "%s"),
                captchaKey: captcha.key, captchaCode: form.code.value }) });
              const body = await answer.json();
              document.querySelector("output").textContent = answer.status + " " + (body.user_name || body.error);
            };
            </script>
            </html>
            """;

    private AppServer app;

    @BeforeEach
    void start() {
        app = AppServer.start();
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "密码 pass+%&\"\\<é𝄞"})
    @DisplayName("logs in with the password, and not with another one")
    void logsIn(String password, KeycloakServer server, Chromium chromium) {
        try (TestRealm tenant = DemoTenant.copyTo(server, realm -> {
            realm.getAttributes().put("tenant.sm2-private-key", Sm2Example.PRIVATE_KEY);
            DemoTenant.client(realm).setWebOrigins(List.of(app.origin()));
        })) {
            String user = tenant.admin().users().search("admin").get(0).getId();
            tenant.admin().users().get(user).resetPassword(Credentials.password(password));
            app.servePage(PAGE.formatted(Document.exampleAfter("#### Encrypted passwords", "api.md", "js"),
                    tenant.name(), LoginApiRequest.uri(server, "captcha"), LoginApiRequest.uri(server, "token"),
                    Sm2Example.PUBLIC_KEY));
            app.serveScript("/sm-crypto/sm2.js");
            WebDriver driver = chromium.open();

            assertThat(logIn(driver, password)).isEqualTo("200 admin");
            assertThat(logIn(driver, "another")).isEqualTo("400 invalid_grant");
        }
    }

    /** By a script: the browser's driver types no characters beyond the BMP. */
    private String logIn(WebDriver driver, String password) {
        driver.get(app.origin() + "/");
        driver.findElement(By.name("username")).sendKeys("admin");
        ((JavascriptExecutor) driver).executeScript(
                "document.querySelector('[name=password]').value = arguments[0]", password);
        driver.findElement(By.name("code")).sendKeys(CODE, Keys.ENTER);
        By output = By.tagName("output");
        Poll.until("the page has an answer", () -> !driver.findElement(output).getText().isEmpty());
        return driver.findElement(output).getText();
    }

}
