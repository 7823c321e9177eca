package io.komauth.tenant;

import java.nio.file.Path;

import io.komauth.testing.Administrator;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Poll;

import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;

/** "Create realm" in the Admin Console. */
final class CreateRealmDialog {

    private static final By FILE = By.cssSelector("input[type=file]");
    private static final By NAME = By.id("realm");

    private final WebDriver driver;

    private CreateRealmDialog(WebDriver driver) {
        this.driver = driver;
    }

    /** Logs in to the console and opens the dialog. */
    static CreateRealmDialog open(WebDriver driver, KeycloakServer server) {
        CreateRealmDialog dialog = new CreateRealmDialog(driver);
        driver.get(server.uri("/admin/master/console/#/master/realms").toString());
        dialog.element(By.id("username")).sendKeys(Administrator.NAME);
        dialog.element(By.id("password")).sendKeys(Administrator.PASSWORD, Keys.ENTER);
        dialog.element(By.cssSelector("[data-testid='add-realm']")).click();
        return dialog;
    }

    CreateRealmDialog upload(Path file) {
        element(FILE).sendKeys(file.toString());
        Poll.until("the dialog has read the file", () -> !name().isEmpty());
        return this;
    }

    /** What stands in the field of the realm's name. */
    String name() {
        return element(NAME).getDomProperty("value");
    }

    CreateRealmDialog name(String name) {
        element(NAME).sendKeys(Keys.chord(Keys.CONTROL, "a"), name);
        return this;
    }

    /** Presses the button, and waits until the console shows the new realm. */
    void create() {
        String name = name();
        element(By.cssSelector("[data-testid='create']")).click();
        Poll.until("the console has left for the new realm: " + text(),
                () -> driver.getCurrentUrl().contains("#/" + name));
    }

    private String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    private WebElement element(By by) {
        Poll.until("there is " + by + " at " + driver.getCurrentUrl(), () -> !driver.findElements(by).isEmpty());
        return driver.findElement(by);
    }
}
