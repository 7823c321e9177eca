package io.komauth.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Poll;
import io.komauth.testing.TenantTemplate;
import io.komauth.testing.TestRealm;
import io.komauth.testing.WithKeycloak;
import io.komauth.testing.browser.Chromium;
import io.komauth.testing.browser.ConsolePage;
import io.komauth.testing.browser.WithChromium;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;

@WithKeycloak
@WithChromium
class AccountConsoleIT {

    private static final By EMAIL = By.id("email");

    @Test
    void usersLogInWithNothingToSolveAndCannotChangeAttributesUsedByClaims(KeycloakServer server, Chromium chromium) {
        try (TestRealm tenant = TenantTemplate.TENANT.copyTo(server, realm -> { })) {
            TenantUser user = TenantUser.addTo(server, tenant.name());
            WebDriver driver = chromium.open();
            ConsolePage page = ConsolePage.open(driver, tenant.uri("/account/"));
            page.logIn(TenantUser.NAME, TenantUser.PASSWORD).awaitSome(EMAIL);

            assertThat(page.askAll(By.cssSelector("form input"), field -> field.getDomAttribute("name")))
                    .containsExactlyInAnyOrder("username", "email");
            assertThat(page.value(By.id("username"))).isEqualTo(TenantUser.NAME);
            assertThat(page.ask(By.id("username"), WebElement::isEnabled)).isFalse();
            assertThat(driver.getPageSource()).doesNotContain(TenantUser.ATTRIBUTES.values());

            page.on(EMAIL, field -> field.sendKeys("ana@example.org", Keys.ENTER));
            Poll.until("the e-mail is stored", () -> "ana@example.org".equals(user.stored().getEmail()));
            TenantUser.ATTRIBUTES.forEach((name, value) ->
                    assertThat(user.stored().firstAttribute(name)).isEqualTo(value));
        }
    }
}
