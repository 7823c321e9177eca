package io.komauth.adminui;

import java.util.List;

import io.komauth.testing.Administrator;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.TestRealm;
import io.komauth.testing.browser.ConsolePage;

import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;

/** The tab "Tenant" of a realm's settings in the Admin Console. */
final class TenantTabPage {

    private static final By ALERT = By.cssSelector("[data-testid='last-alert']");

    private final WebDriver driver;
    private final ConsolePage page;

    private TenantTabPage(WebDriver driver, ConsolePage page) {
        this.driver = driver;
        this.page = page;
    }

    /** Logs in to the console, and comes to the tab by the realm's settings. */
    static TenantTabPage of(WebDriver driver, KeycloakServer server, TestRealm realm) {
        return of(driver, server, realm, Administrator.NAME, "Tenant");
    }

    /** @param title of the tab, as the administrator reads it */
    static TenantTabPage of(WebDriver driver, KeycloakServer server, TestRealm realm, String administrator,
            String title) {
        ConsolePage page = ConsolePage
                .open(driver, server.uri("/admin/master/console/#/" + realm.name() + "/realm-settings/general"))
                .logIn(administrator, Administrator.PASSWORD);
        // the last of many tabs, which the row may have scrolled away
        page.onHidden(By.xpath("//a[contains(@class, 'tabs__link')][normalize-space() = '" + title + "']"),
                tab -> page.run("arguments[0].click()", tab));
        return new TenantTabPage(driver, page).open();
    }

    TenantTabPage reload() {
        driver.navigate().refresh();
        return open();
    }

    /** Makes room for the whole form, and brings the tab's title into the row of tabs. */
    void showAll() {
        driver.manage().window().setSize(new Dimension(1280, 2160));
        page.run("document.querySelector('.pf-m-current[class*=tabs__item]')"
                + ".scrollIntoView({behavior: 'instant'})");
    }

    /** Makes room for the first fields. */
    void showTop() {
        driver.manage().window().setSize(new Dimension(1280, 900));
        page.run("document.querySelector('.pf-m-current[class*=tabs__item]')"
                + ".scrollIntoView({behavior: 'instant'})");
    }

    /** @param setting the realm attribute */
    String value(String setting) {
        return page.value(input(setting));
    }

    boolean isOn(String setting) {
        return page.ask(input(setting), WebElement::isSelected);
    }

    String choice(String setting) {
        return page.ask(By.id(name(setting)), WebElement::getText);
    }

    TenantTabPage type(String setting, String value) {
        page.on(input(setting), field -> field.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE, value));
        return this;
    }

    TenantTabPage clear(String setting) {
        return type(setting, "");
    }

    /** Switches on what is off, and off what is on. */
    TenantTabPage toggle(String setting) {
        // what can be clicked is drawn beside the checkbox
        page.click(By.cssSelector("label[for='" + name(setting) + "']"));
        return this;
    }

    TenantTabPage choose(String setting, String option) {
        page.click(By.id(name(setting)));
        page.click(By.xpath("//button[@role='option'][normalize-space() = '" + option + "']"));
        return this;
    }

    /** Adds to a field of several values. */
    TenantTabPage pick(String setting, String option) {
        page.click(By.id(name(setting)));
        page.click(By.xpath("//button[@role='option'][normalize-space() = '" + option + "']"));
        return this;
    }

    /** @return what the console says then */
    String save() {
        page.await("old alerts are gone", () -> {
            List<WebElement> alerts = driver.findElements(ALERT);
            alerts.forEach(alert -> alert.findElement(By.cssSelector("button")).click());
            return alerts.isEmpty();
        });
        page.click(By.cssSelector("[data-testid='save']"));
        return page.ask(ALERT, WebElement::getText);
    }

    String text() {
        return page.text();
    }

    private TenantTabPage open() {
        page.awaitSome(By.id("captcha-audio"));
        return this;
    }

    private static By input(String setting) {
        return By.cssSelector("input[id='%1$s'], input[id='config.%1$s'], textarea[id='%1$s']".formatted(name(setting)));
    }

    private static String name(String setting) {
        return setting.replace('.', '-');
    }
}
