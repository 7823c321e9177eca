package io.komauth.authentication.pages;

import java.util.List;

import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriver;

/** The page that asks for a name and a password. */
final class LoginPage {

    private final WebPage page;

    private LoginPage(WebPage page) {
        this.page = page;
    }

    static LoginPage in(WebDriver driver) {
        return new LoginPage(WebPage.with(driver, "kc-form-login"));
    }

    LoginPage username(String name) {
        page.type("username", name);
        return this;
    }

    String username() {
        return page.value("username");
    }

    LoginPage password(String password) {
        page.type("password", password);
        return this;
    }

    String password() {
        return page.value("password");
    }

    LoginPage rememberMe() {
        page.element("rememberMe").click();
        return this;
    }

    boolean remembersMe() {
        return page.element("rememberMe").isSelected();
    }

    CaptchaInput captcha() {
        return new CaptchaInput(page);
    }

    WorkInput work() {
        return new WorkInput(page);
    }

    LoginPage solveCaptcha() {
        captcha().solve();
        return this;
    }

    /** Fills in the name and the password and solves the captcha, where there is one. */
    LoginPage fill(String name, String password) {
        username(name).password(password);
        return captcha().isThere() ? solveCaptcha() : this;
    }

    /** To this page again, with what it complains of, or to the application. */
    LoginPage submit() {
        page.leaveBy(By.id("kc-login"));
        return this;
    }

    /** Presses the button, and does not wait for what comes of it. */
    LoginPage pressSubmit() {
        page.element("kc-login").click();
        return this;
    }

    /** Types the name and the password and presses the enter key: the mouse is not needed. */
    LoginPage submitByKeyboard(String name, String password) {
        page.leave(() -> {
            page.element("username").clear();
            page.element("username").sendKeys(name, Keys.TAB);
            page.driver().switchTo().activeElement().sendKeys(password, Keys.ENTER);
        });
        return this;
    }

    LoginPage goBack() {
        page.leave(() -> page.driver().navigate().back());
        return this;
    }

    /** Acts, and waits until another page is there. */
    LoginPage leave(Runnable action) {
        page.leave(action);
        return this;
    }

    List<String> errors() {
        return page.errors();
    }

    RegisterPage register() {
        page.leaveBy(By.cssSelector("#kc-registration a"));
        return RegisterPage.in(page.driver());
    }

    ResetPasswordPage resetPassword() {
        page.leaveBy(By.cssSelector("a[href*='reset-credentials']"));
        return ResetPasswordPage.in(page.driver());
    }
}
