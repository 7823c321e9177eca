package io.komauth.console;

import java.util.Objects;

import io.komauth.testing.Administrator;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Poll;
import io.komauth.testing.TestRealm;

import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;

/** The tab "Tenant" of a realm's settings in the Admin Console. */
final class TenantTabPage {

    private static final By ALERT = By.cssSelector("[data-testid='last-alert']");

    private final WebDriver driver;

    private TenantTabPage(WebDriver driver) {
        this.driver = driver;
    }

    /** Logs in to the console, and comes to the tab by the realm's settings. */
    static TenantTabPage of(WebDriver driver, KeycloakServer server, TestRealm realm) {
        return of(driver, server, realm, Administrator.NAME, "Tenant");
    }

    /** @param title of the tab, as the administrator reads it */
    static TenantTabPage of(WebDriver driver, KeycloakServer server, TestRealm realm, String administrator,
            String title) {
        driver.get(server.uri("/admin/master/console/#/" + realm.name() + "/realm-settings/general").toString());
        Poll.until("there is a login page", () -> !driver.findElements(By.id("kc-login")).isEmpty());
        driver.findElement(By.id("username")).sendKeys(administrator);
        driver.findElement(By.id("password")).sendKeys(Administrator.PASSWORD);
        driver.findElement(By.id("kc-login")).click();
        By tab = By.xpath("//a[contains(@class, 'tabs__link')][normalize-space() = '" + title + "']");
        Poll.until("there is the tab " + title, () -> !driver.findElements(tab).isEmpty());
        // the last of many tabs, which the row may have scrolled away
        ((JavascriptExecutor) driver).executeScript("arguments[0].click()", driver.findElement(tab));
        return new TenantTabPage(driver).open();
    }

    TenantTabPage reload() {
        driver.navigate().refresh();
        return open();
    }

    /** Makes room for the whole form, and brings the tab's title into the row of tabs. */
    void showAll() {
        driver.manage().window().setSize(new Dimension(1280, 1100));
        ((JavascriptExecutor) driver).executeScript("document.querySelector('.pf-m-current[class*=tabs__item]')"
                + ".scrollIntoView({behavior: 'instant'})");
    }

    /** @param setting the realm attribute */
    String value(String setting) {
        return Objects.toString(input(setting).getDomProperty("value"), "");
    }

    boolean isOn(String setting) {
        return input(setting).isSelected();
    }

    String choice(String setting) {
        return driver.findElement(By.id(name(setting))).getText();
    }

    TenantTabPage type(String setting, String value) {
        input(setting).sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE, value);
        return this;
    }

    TenantTabPage clear(String setting) {
        return type(setting, "");
    }

    /** Switches on what is off, and off what is on. */
    TenantTabPage toggle(String setting) {
        // what can be clicked is drawn beside the checkbox
        driver.findElement(By.cssSelector("label[for='" + name(setting) + "']")).click();
        return this;
    }

    TenantTabPage choose(String setting, String option) {
        driver.findElement(By.id(name(setting))).click();
        By item = By.xpath("//button[@role='option'][normalize-space() = '" + option + "']");
        Poll.until(option + " is offered", () -> !driver.findElements(item).isEmpty());
        driver.findElement(item).click();
        return this;
    }

    /** @return what the console says then */
    String save() {
        driver.findElements(ALERT).forEach(alert -> alert.findElement(By.cssSelector("button")).click());
        Poll.until("old alerts are gone", () -> driver.findElements(ALERT).isEmpty());
        driver.findElement(By.cssSelector("[data-testid='save']")).click();
        Poll.until("the console says what became of it", () -> !driver.findElements(ALERT).isEmpty());
        return driver.findElement(ALERT).getText();
    }

    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    private TenantTabPage open() {
        Poll.until("the tab is open", () -> !driver.findElements(By.id("captcha-audio")).isEmpty());
        return this;
    }

    private WebElement input(String setting) {
        return driver.findElement(By.cssSelector("input[id='%1$s'], input[id='config.%1$s']".formatted(name(setting))));
    }

    private static String name(String setting) {
        return setting.replace('.', '-');
    }
}
