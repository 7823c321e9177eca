package io.komauth.authentication.pages;

import io.komauth.testing.Administrator;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Poll;
import io.komauth.testing.TestRealm;

import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;

/** The Admin Console's editor of a realm's flow. */
final class FlowEditor {

    private final WebDriver driver;

    private FlowEditor(WebDriver driver) {
        this.driver = driver;
    }

    /** Logs in to the console and opens the flow. */
    static FlowEditor of(WebDriver driver, KeycloakServer server, TestRealm realm, String flow) {
        driver.get(server.uri("/admin/master/console/#/" + realm.name() + "/authentication").toString());
        LoginPage.in(driver).username(Administrator.NAME).password(Administrator.PASSWORD).submit();
        By link = By.linkText(flow);
        Poll.until("the flow is listed", () -> !driver.findElements(link).isEmpty());
        driver.findElement(link).click();
        FlowEditor editor = new FlowEditor(driver);
        Poll.until("the flow is open", () -> editor.text().contains("Add sub-flow"));
        return editor;
    }

    /** All that is to be read. */
    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }
}
