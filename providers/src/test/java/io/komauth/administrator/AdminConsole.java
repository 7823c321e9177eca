package io.komauth.administrator;

import java.time.Duration;
import java.util.function.Consumer;

import io.komauth.testing.KeycloakServer;
import io.komauth.testing.TestRealm;
import io.komauth.testing.browser.ConsolePage;

import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** A realm in the Admin Console, worked by the words that are to be read there, which are those of the docs. */
final class AdminConsole {

    private static final String PRESSED = "//*[self::button or self::a or self::label or @role='menuitem' or @role='option'"
            + " or @role='tab']";

    private static final String HANDLE = "//button[contains(@aria-label, 'Draggable')]";
    /** The list makes room while a row is held above it. */
    private static final Duration HOLD = Duration.ofMillis(500);
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 1320;

    private final WebDriver driver;
    private final ConsolePage page;

    private AdminConsole(WebDriver driver, ConsolePage page) {
        this.driver = driver;
        this.page = page;
    }

    static AdminConsole of(WebDriver driver, KeycloakServer server, TestRealm realm) {
        driver.manage().window().setSize(new Dimension(WIDTH, HEIGHT));
        return new AdminConsole(driver,
                ConsolePage.open(driver, server.uri("/admin/master/console/#/" + realm.name())).logIn());
    }

    /** Presses the button, link, tab or choice of these words; of several, the last one, which is on top. */
    AdminConsole press(String words) {
        return on(By.xpath(PRESSED + said(words)), WebElement::click);
    }

    /** Presses it in the row of other words. */
    AdminConsole press(String row, String words) {
        return on(By.xpath(row(row) + PRESSED + said(words)), WebElement::click);
    }

    /** Chooses a tab, also one that only the arrow beside the tabs brings into sight. */
    AdminConsole tab(String words) {
        return on(By.xpath("//*[@role='tab']" + said(words)), tab -> {
            page.run("arguments[0].scrollIntoView({inline: 'center', block: 'nearest', behavior: 'instant'})", tab);
            tab.click();
        });
    }

    AdminConsole openMenu(String row) {
        return press(row, "Kebab toggle");
    }

    /** Presses a row of the list that a dialog shows. */
    AdminConsole choose(String words) {
        return on(By.xpath("//*[@role='dialog']//*" + said(words)), WebElement::click);
    }

    /** Ticks the box of a row. */
    AdminConsole tick(String row) {
        return on(By.xpath(row(row) + "//input[@type='checkbox']"), WebElement::click);
    }

    AdminConsole type(String label, String text) {
        return on(By.xpath("//*[@id = //label[normalize-space(translate(., '*', '')) = '" + label + "']/@for]"),
                field -> field.sendKeys(Keys.chord(Keys.CONTROL, "a"), text));
    }

    /** Drags a row of a flow by its handle to above another one; in long lists no driver does that surely. */
    AdminConsole drag(String row, String other) {
        return on(By.xpath(row(row) + HANDLE), handle -> {
            WebElement goal = driver.findElement(By.xpath(row(other) + HANDLE));
            new Actions(driver).clickAndHold(handle).moveByOffset(0, -10).moveToElement(goal).pause(HOLD)
                    .moveByOffset(0, -10).pause(HOLD).release().perform();
        });
    }

    /** Adds it to the flow, or to the subflow whose {@code +} was pressed. */
    AdminConsole addExecution(String name) {
        on(By.xpath(PRESSED + said("Add execution") + " | " + PRESSED + said("Add step")), WebElement::click);
        return press(name).press("Add");
    }

    /** @param type such as {@code Browser flow} */
    AdminConsole bind(String type) {
        press("Action").press("Bind flow");
        on(By.id("chooseBindingType"), WebElement::click);
        return on(By.xpath("//*[@role='option']" + said(type) + " | //*[@role='option'][.//*" + said(type) + "]"),
                WebElement::click);
    }

    AdminConsole awaits(String words) {
        page.await("the console says: " + words, () -> page.text().contains(words));
        return this;
    }

    AdminConsole awaitsNo(String words) {
        page.awaitNone(By.xpath("//*" + said(words)));
        return this;
    }

    /** What is to be seen beside the menu in a window so high, without the reports that cover it for a while. */
    WebElement content(int height) {
        driver.manage().window().setSize(new Dimension(WIDTH, height));
        page.run("document.querySelectorAll('[class*=alert-group]').forEach(reports => reports.style.display = 'none')");
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

    private AdminConsole on(By place, Consumer<WebElement> action) {
        page.on(place, action);
        return this;
    }
}
