package io.komauth.administrator;

import java.util.List;
import java.util.function.Consumer;

import io.komauth.testing.Administrator;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Poll;
import io.komauth.testing.TestRealm;

import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;

/** A realm in the Admin Console, worked by the words that are to be read there, which are those of the docs. */
final class Console {

    private static final String PRESSED = "//*[self::button or self::a or self::label or @role='menuitem' or @role='option'"
            + " or @role='tab']";

    private final WebDriver driver;

    private Console(WebDriver driver) {
        this.driver = driver;
    }

    static Console of(WebDriver driver, KeycloakServer server, TestRealm realm) {
        driver.get(server.uri("/admin/master/console/#/" + realm.name()).toString());
        Console console = new Console(driver);
        console.on(By.id("username"), field -> field.sendKeys(Administrator.NAME));
        console.on(By.id("password"), field -> field.sendKeys(Administrator.PASSWORD));
        console.on(By.id("kc-login"), WebElement::click);
        return console;
    }

    /** Presses the button, link, tab or choice of these words; of several, the last one, which is on top. */
    Console press(String words) {
        return on(By.xpath(PRESSED + said(words)), WebElement::click);
    }

    /** Presses it in the row of other words. */
    Console press(String row, String words) {
        return on(By.xpath(row(row) + PRESSED + said(words)), WebElement::click);
    }

    Console openMenu(String row) {
        return press(row, "Kebab toggle");
    }

    Console type(String label, String text) {
        return on(By.xpath("//*[@id = //label[normalize-space(translate(., '*', '')) = '" + label + "']/@for]"),
                field -> field.sendKeys(Keys.chord(Keys.CONTROL, "a"), text));
    }

    /** Adds it to the flow, or to the subflow whose {@code +} was pressed. */
    Console addExecution(String name) {
        on(By.xpath(PRESSED + said("Add execution") + " | " + PRESSED + said("Add step")), WebElement::click);
        return press(name).press("Add");
    }

    /** @param type such as {@code Browser flow} */
    Console bind(String type) {
        press("Action").press("Bind flow");
        on(By.id("chooseBindingType"), WebElement::click);
        return on(By.xpath("//*[@role='option']" + said(type) + " | //*[@role='option'][.//*" + said(type) + "]"),
                WebElement::click);
    }

    Console awaits(String words) {
        Poll.until("the console says: " + words, () -> driver.findElement(By.tagName("body")).getText().contains(words));
        return this;
    }

    Console awaitsNo(String words) {
        Poll.until("the console no longer says: " + words, () -> driver.findElements(By.xpath("//*" + said(words))).isEmpty());
        return this;
    }

    /** What is to be seen beside the menu, without the reports that cover it for a while. */
    WebElement content() {
        ((JavascriptExecutor) driver).executeScript(
                "document.querySelectorAll('[class*=alert-group]').forEach(reports => reports.style.display = 'none')");
        return driver.findElement(By.tagName("main"));
    }

    WebElement dialog() {
        return driver.findElement(By.xpath("//*[@role='dialog']"));
    }

    /** A row whose text begins so; of several, the last one. */
    private static String row(String words) {
        return "//tr[.//text()[starts-with(normalize-space(.), \"" + words + "\")]]";
    }

    /** By its text or, where that is an icon, by what it tells those who cannot see it. */
    private static String said(String words) {
        return "[normalize-space(.) = \"" + words + "\" or @aria-label = \"" + words + "\"]";
    }

    private Console on(By place, Consumer<WebElement> action) {
        Poll.until("the console has " + place, () -> {
            try {
                List<WebElement> shown = driver.findElements(place).stream().filter(WebElement::isDisplayed)
                        .filter(WebElement::isEnabled).toList();
                if (shown.isEmpty()) {
                    return false;
                }
                action.accept(shown.get(shown.size() - 1));
                return true;
            } catch (WebDriverException beingDrawn) {
                return false;
            }
        });
        return this;
    }
}
