package io.komauth.password;

import static io.komauth.testing.TokenRequest.CODE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.sun.net.httpserver.HttpServer;

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

    private HttpServer app;

    @BeforeEach
    void start() throws IOException {
        app = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        app.start();
    }

    @AfterEach
    void stop() {
        app.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "密码 pass+%&\"\\<é𝄞"})
    @DisplayName("logs in with the password, and not with another one")
    void logsIn(String password, KeycloakServer server, Chromium chromium) {
        try (TestRealm tenant = DemoTenant.copyTo(server, realm -> {
            realm.getAttributes().put("tenant.sm2-private-key", Sm2Example.PRIVATE_KEY);
            DemoTenant.client(realm).setWebOrigins(List.of(origin()));
        })) {
            String user = tenant.admin().users().search("admin").get(0).getId();
            tenant.admin().users().get(user).resetPassword(Credentials.password(password));
            serve("/", "text/html; charset=utf-8", PAGE.formatted(Document.exampleAfter("#### Encrypted passwords", "api.md", "js"),
                    tenant.name(), LoginApiRequest.uri(server, "captcha"), LoginApiRequest.uri(server, "token"),
                    Sm2Example.PUBLIC_KEY).getBytes(StandardCharsets.UTF_8));
            serve("/sm2.js", "text/javascript; charset=utf-8", library());
            WebDriver driver = chromium.open();

            assertThat(logIn(driver, password)).isEqualTo("200 admin");
            assertThat(logIn(driver, "another")).isEqualTo("400 invalid_grant");
        }
    }

    /** By a script: the browser's driver types no characters beyond the BMP. */
    private String logIn(WebDriver driver, String password) {
        driver.get(origin() + "/");
        driver.findElement(By.name("username")).sendKeys("admin");
        ((JavascriptExecutor) driver).executeScript(
                "document.querySelector('[name=password]').value = arguments[0]", password);
        driver.findElement(By.name("code")).sendKeys(CODE, Keys.ENTER);
        By output = By.tagName("output");
        Poll.until("the page has an answer", () -> !driver.findElement(output).getText().isEmpty());
        return driver.findElement(output).getText();
    }

    private String origin() {
        return "http://localhost:" + app.getAddress().getPort();
    }

    private void serve(String path, String type, byte[] content) {
        app.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
    }

    private static byte[] library() {
        try (InputStream library = SmCryptoIT.class.getResourceAsStream("/sm-crypto/sm2.js")) {
            return library.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
