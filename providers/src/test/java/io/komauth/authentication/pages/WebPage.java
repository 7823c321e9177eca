package io.komauth.authentication.pages;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import io.komauth.testing.Poll;

import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;

/** Whatever page a browser is on: what every page of Keycloak has. */
final class WebPage {

    /** As Keycloak's themes mark them: beside a field, and above the form. */
    private static final By ERRORS = By.cssSelector("[id^='input-error']:not([id^='input-error-container']), "
            + ".kc-feedback-text:not([id^='input-error'] *)");

    private static final Duration MISSED = Duration.ofSeconds(20);

    private final WebDriver driver;

    private WebPage(WebDriver driver) {
        this.driver = driver;
    }

    /** Waits until there is an element of that id. */
    static WebPage with(WebDriver driver, String id) {
        WebPage page = new WebPage(driver);
        Poll.until("there is #" + id + " at " + driver.getCurrentUrl(), () -> page.has(id));
        return page;
    }

    WebDriver driver() {
        return driver;
    }

    boolean has(String id) {
        return !driver.findElements(By.id(id)).isEmpty();
    }

    WebElement element(String id) {
        return driver.findElement(By.id(id));
    }

    String value(String id) {
        return Objects.toString(element(id).getDomProperty("value"), "");
    }

    void type(String id, String text) {
        element(id).clear();
        element(id).sendKeys(text);
    }

    /**
     * Clicks, and waits until another page is there. A click misses where the page moves its element at that moment, such as when a
     * message disappears above it: it is repeated then.
     */
    void leaveBy(By element) {
        leave(() -> {
            Object left = timeOrigin();
            driver.findElement(element).click();
            if (!Poll.comesTrueWithin(MISSED, () -> isCompleteAndNot(left)) && left.equals(timeOrigin())) {
                driver.findElement(element).click();
            }
        });
    }

    /** Acts, and waits until another page is there. */
    void leave(Runnable action) {
        Object left = timeOrigin();
        action.run();
        Poll.until("another page is there", () -> isCompleteAndNot(left));
    }

    private Object timeOrigin() {
        return run("return String(performance.timeOrigin)");
    }

    /** What the page complains of, in its order; empty where it is content. */
    List<String> errors() {
        return texts(ERRORS);
    }

    /** What is to be read in such elements. */
    List<String> texts(By elements) {
        return driver.findElements(elements).stream().map(element -> element.getText().strip())
                .filter(text -> !text.isEmpty()).toList();
    }

    Object run(String script, Object... arguments) {
        return ((JavascriptExecutor) driver).executeScript(script, arguments);
    }

    /** Pages are told apart by the moment they began, also where one comes back from the browser's memory. */
    private boolean isCompleteAndNot(Object left) {
        try {
            return Boolean.TRUE.equals(run("return document.readyState === 'complete'"
                    + " && String(performance.timeOrigin) !== arguments[0]", left));
        } catch (WebDriverException betweenPages) {
            return false;
        }
    }
}
