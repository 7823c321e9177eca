package io.komauth.authentication.pages;

import java.util.List;

import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriver;

/** The page that asks for all that makes a new user. */
final class RegisterPage {

    private static final By SUBMIT = By.cssSelector("#kc-register-form [type=submit]:not(noscript *)");

    private final WebPage page;

    private RegisterPage(WebPage page) {
        this.page = page;
    }

    static RegisterPage in(WebDriver driver) {
        return new RegisterPage(WebPage.with(driver, "kc-register-form"));
    }

    /** Fills in all but the captcha. */
    RegisterPage fill(String name, String email, String password) {
        page.type("username", name);
        page.type("password", password);
        page.type("password-confirm", password);
        page.type("email", email);
        page.type("firstName", name);
        page.type("lastName", "Test");
        return this;
    }

    /** Of an input by its id, such as {@code firstName}. */
    String value(String id) {
        return page.value(id);
    }

    WorkInput work() {
        return new WorkInput(page);
    }

    CaptchaInput captcha() {
        return new CaptchaInput(page);
    }

    RegisterPage pressEnter() {
        page.leave(() -> page.element("email").sendKeys(Keys.ENTER));
        return this;
    }

    /** Presses the button, and does not wait for what comes of it. */
    RegisterPage pressSubmit() {
        page.driver().findElement(SUBMIT).click();
        return this;
    }

    RegisterPage submit() {
        page.leaveBy(SUBMIT);
        return this;
    }

    List<String> errors() {
        return page.errors();
    }
}
