package io.komauth.tenant;

import java.nio.file.Path;

import io.komauth.testing.KeycloakServer;
import io.komauth.testing.browser.ConsolePage;

import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriver;

/** "Create realm" in the Admin Console. */
final class CreateRealmDialog {

    private static final By FILE = By.cssSelector("input[type=file]");
    private static final By NAME = By.id("realm");

    private final WebDriver driver;
    private final ConsolePage page;

    private CreateRealmDialog(WebDriver driver, ConsolePage page) {
        this.driver = driver;
        this.page = page;
    }

    /** Logs in to the console and opens the dialog. */
    static CreateRealmDialog open(WebDriver driver, KeycloakServer server) {
        ConsolePage page = ConsolePage.open(driver, server.uri("/admin/master/console/#/master/realms")).logIn()
                .click(By.cssSelector("[data-testid='add-realm']"));
        return new CreateRealmDialog(driver, page);
    }

    CreateRealmDialog upload(Path file) {
        page.onHidden(FILE, input -> input.sendKeys(file.toString()));
        page.await("the dialog has read the file", () -> !name().isEmpty());
        return this;
    }

    /** What stands in the field of the realm's name. */
    String name() {
        return page.value(NAME);
    }

    CreateRealmDialog name(String name) {
        page.on(NAME, field -> field.sendKeys(Keys.chord(Keys.CONTROL, "a"), name));
        return this;
    }

    /** Presses the button, and waits until the console shows the new realm. */
    void create() {
        String name = name();
        page.click(By.cssSelector("[data-testid='create']"));
        page.await("the console has left for the new realm: " + page.text(),
                () -> driver.getCurrentUrl().contains("#/" + name));
    }
}
