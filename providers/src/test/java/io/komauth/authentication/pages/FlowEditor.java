package io.komauth.authentication.pages;

import io.komauth.testing.KeycloakServer;
import io.komauth.testing.TestRealm;
import io.komauth.testing.browser.ConsolePage;

import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;

/** The Admin Console's editor of a realm's flow. */
final class FlowEditor {

    private final ConsolePage page;

    private FlowEditor(ConsolePage page) {
        this.page = page;
    }

    /** Logs in to the console and opens the flow. */
    static FlowEditor of(WebDriver driver, KeycloakServer server, TestRealm realm, String flow) {
        ConsolePage page = ConsolePage
                .open(driver, server.uri("/admin/master/console/#/" + realm.name() + "/authentication")).logIn()
                .click(By.linkText(flow));
        page.await("the flow is open", () -> page.text().contains("Add sub-flow"));
        return new FlowEditor(page);
    }

    /** All that is to be read. */
    String text() {
        return page.text();
    }
}
