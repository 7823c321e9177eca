package io.komauth.authentication.pages;

import java.util.List;

import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriver;

/** The page that asks whose password is forgotten. */
final class ResetPasswordPage {

    private static final By SUBMIT = By.cssSelector("#kc-reset-password-form [type=submit]:not(noscript *)");

    private final WebPage page;

    private ResetPasswordPage(WebPage page) {
        this.page = page;
    }

    static ResetPasswordPage in(WebDriver driver) {
        return new ResetPasswordPage(WebPage.with(driver, "kc-reset-password-form"));
    }

    ResetPasswordPage username(String name) {
        page.type("username", name);
        return this;
    }

    String username() {
        return page.value("username");
    }

    WorkInput work() {
        return new WorkInput(page);
    }

    CaptchaInput captcha() {
        return new CaptchaInput(page);
    }

    ResetPasswordPage pressEnter() {
        page.leave(() -> page.element("username").sendKeys(Keys.ENTER));
        return this;
    }

    ResetPasswordPage submit() {
        page.leaveBy(SUBMIT);
        return this;
    }

    boolean asksForANewPassword() {
        return page.has("password-new");
    }

    List<String> errors() {
        return page.errors();
    }
}
