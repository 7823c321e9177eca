package io.komauth.authentication.pages;

import java.util.List;

import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;

/** The page that asks for a name alone; another one asks for the password. */
final class UsernamePage {

    private final Page page;

    private UsernamePage(Page page) {
        this.page = page;
    }

    static UsernamePage in(WebDriver driver) {
        return new UsernamePage(Page.with(driver, "username"));
    }

    UsernamePage username(String name) {
        page.type("username", name);
        return this;
    }

    String username() {
        return page.value("username");
    }

    CaptchaInput captcha() {
        return new CaptchaInput(page);
    }

    boolean asksForAPassword() {
        return page.has("password");
    }

    UsernamePage submit() {
        page.leaveBy(By.id("kc-login"));
        return this;
    }

    List<String> errors() {
        return page.errors();
    }
}
