package io.komauth.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Poll;
import io.komauth.testing.TenantTemplate;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;
import io.komauth.testing.browser.Chromium;
import io.komauth.testing.browser.WithChromium;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriver;

@WithKeycloak
@WithChromium
class AccountConsoleIT {

    private static final By FIELDS = By.cssSelector("form input");

    @Test
    void usersLogInThroughACaptchaAndSeeAndChangeNothingThatFeedsAClaim(KeycloakServer server, Chromium chromium) {
        try (TestRealm tenant = TenantTemplate.TENANT.copyTo(server, realm -> { })) {
            TenantUser user = TenantUser.addTo(server, tenant.name());
            WebDriver driver = chromium.open();
            driver.get(tenant.uri("/account/").toString());
            Poll.until("there is a login page", () -> !driver.findElements(By.id("captchaCode")).isEmpty());
            driver.findElement(By.id("username")).sendKeys(TenantUser.NAME);
            driver.findElement(By.id("password")).sendKeys(TenantUser.PASSWORD);
            driver.findElement(By.id("captchaCode")).sendKeys(TokenRequest.CODE, Keys.ENTER);
            Poll.until("the account console is there", () -> fields(driver).contains("email"));

            assertThat(fields(driver)).containsExactlyInAnyOrder("username", "email");
            assertThat(driver.findElement(By.id("username")).getDomProperty("value")).isEqualTo(TenantUser.NAME);
            assertThat(driver.findElement(By.id("username")).isEnabled()).isFalse();
            assertThat(driver.getPageSource()).doesNotContain(TenantUser.ATTRIBUTES.values());

            driver.findElement(By.id("email")).sendKeys("ana@example.org", Keys.ENTER);
            Poll.until("the e-mail is stored", () -> "ana@example.org".equals(user.stored().getEmail()));
            TenantUser.ATTRIBUTES.forEach((name, value) ->
                    assertThat(user.stored().firstAttribute(name)).isEqualTo(value));
        }
    }

    private static List<String> fields(WebDriver driver) {
        return driver.findElements(FIELDS).stream().map(field -> field.getDomAttribute("name")).toList();
    }
}
