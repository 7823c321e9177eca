package io.komauth.authentication.pages;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.komauth.testing.TestRealm;

import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;

/** A login by the client of a {@link PagesRealm}: where it begins, and where it ends. */
final class AuthorizationCodeLogin {

    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

    private AuthorizationCodeLogin() {
    }

    /** Comes to the login page as an application sends its users there. */
    static LoginPage of(WebDriver driver, TestRealm realm) {
        driver.get(address(realm).toString());
        return LoginPage.in(driver);
    }

    /** Comes to the registration page, as an application sends new users there. */
    static RegisterPage registration(WebDriver driver, TestRealm realm) {
        driver.get(address(realm).toString().replace("/auth?", "/registrations?"));
        return RegisterPage.in(driver);
    }

    static URI address(TestRealm realm) {
        return realm.uri("/protocol/openid-connect/auth?client_id=" + PagesRealm.CLIENT
                + "&response_type=code&scope=openid&redirect_uri=" + application(realm));
    }

    /** The code that the browser has brought to the application. */
    static String code(WebDriver driver) {
        String address = driver.getCurrentUrl();
        Matcher code = CODE.matcher(address);
        if (!code.find()) {
            throw new AssertionError("The login has not ended, but come to " + address + ":\n"
                    + driver.findElement(By.tagName("body")).getText());
        }
        return code.group(1);
    }

    /** What the server tells everybody of the realm: a page that needs nothing and does nothing. */
    static URI application(TestRealm realm) {
        return realm.uri("");
    }
}
