package io.komauth.authentication.pages;

import java.util.List;

import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;

/** The page that asks for a name alone; another one asks for the password. */
final class UsernamePage {

    private final WebPage page;

    private UsernamePage(WebPage page) {
        this.page = page;
    }

    static UsernamePage in(WebDriver driver) {
        return new UsernamePage(WebPage.with(driver, "username"));
    }

    /** The page of a user who is known, which has a captcha alone. */
    static UsernamePage withoutName(WebDriver driver) {
        UsernamePage page = new UsernamePage(WebPage.with(driver, "captchaCode"));
        if (page.asksForAName()) {
            throw new AssertionError("The page asks for a name:\n" + page.text());
        }
        return page;
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

    boolean asksForAName() {
        return page.has("username");
    }

    String text() {
        return String.join("\n", page.texts(By.tagName("body")));
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
