package io.komauth.testing.browser;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import io.komauth.testing.Administrator;
import io.komauth.testing.Poll;

import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;

/**
 * A page of one of Keycloak's consoles, which scripts draw: what a test has just found may be replaced before it is used.
 * So whatever is done here waits for its element, and begins anew where that was taken away meanwhile.
 */
public final class ConsolePage {

    private static final Duration BLANK = Duration.ofSeconds(20);
    private static final Pattern CODE = Pattern.compile("[?&]code=");

    private final WebDriver driver;

    private ConsolePage(WebDriver driver) {
        this.driver = driver;
    }

    /** Goes to an address, where the console has people log in first. */
    public static ConsolePage open(WebDriver driver, URI address) {
        driver.get(address.toString());
        return new ConsolePage(driver);
    }

    /** Logs in as {@link Administrator}. */
    public ConsolePage logIn() {
        return logIn(Administrator.NAME, Administrator.PASSWORD);
    }

    public ConsolePage logIn(String name, String password) {
        on(By.id("username"), field -> field.sendKeys(name));
        on(By.id("password"), field -> field.sendKeys(password));
        return click(By.id("kc-login")).loadAgainIfBlank();
    }

    /**
     * The first that a console's scripts do is to take the code of the login out of the address. Where they have not begun after a
     * while, such as when a busy browser has lost one of them, it is loaded again, as people would do it.
     */
    private ConsolePage loadAgainIfBlank() {
        if (!Poll.comesTrueWithin(BLANK, () -> !CODE.matcher(driver.getCurrentUrl()).find())) {
            driver.navigate().refresh();
        }
        return this;
    }

    public ConsolePage click(By place) {
        return on(place, WebElement::click);
    }

    /** Acts on what is to be seen there and is not disabled; of several, on the last one, which is on top. */
    public ConsolePage on(By place, Consumer<WebElement> action) {
        return act(place, element -> element.isDisplayed() && element.isEnabled(), action);
    }

    /** Acts on what is there, whether it can be seen or not. */
    public ConsolePage onHidden(By place, Consumer<WebElement> action) {
        return act(place, element -> true, action);
    }

    /** What an element says of itself, whether it can be seen or not. */
    public <T> T ask(By place, Function<WebElement, T> question) {
        AtomicReference<T> answer = new AtomicReference<>();
        onHidden(place, element -> answer.set(question.apply(element)));
        return answer.get();
    }

    /** What stands in a field; empty where nothing does. */
    public String value(By field) {
        return ask(field, found -> Objects.toString(found.getDomProperty("value"), ""));
    }

    /** What such elements say of themselves, in their order; empty where there are none. */
    public <T> List<T> askAll(By places, Function<WebElement, T> question) {
        AtomicReference<List<T>> answers = new AtomicReference<>();
        await("a moment in which nothing is drawn", () -> {
            answers.set(driver.findElements(places).stream().map(question).toList());
            return true;
        });
        return answers.get();
    }

    /** All that is to be read. */
    public String text() {
        return ask(By.tagName("body"), WebElement::getText);
    }

    public ConsolePage awaitSome(By places) {
        return await("there is " + places, () -> !driver.findElements(places).isEmpty());
    }

    public ConsolePage awaitNone(By places) {
        return await("there is no " + places, () -> driver.findElements(places).isEmpty());
    }

    /** @throws AssertionError if it has not come true after a minute */
    public ConsolePage await(String what, BooleanSupplier cameTrue) {
        Poll.until(what + ", at " + driver.getCurrentUrl(), () -> {
            try {
                return cameTrue.getAsBoolean();
            } catch (WebDriverException drawnAnew) {
                return false;
            }
        });
        return this;
    }

    public Object run(String script, Object... arguments) {
        return ((JavascriptExecutor) driver).executeScript(script, arguments);
    }

    private ConsolePage act(By place, Predicate<WebElement> fit, Consumer<WebElement> action) {
        return await("something can be done with " + place, () -> {
            List<WebElement> found = driver.findElements(place).stream().filter(fit).toList();
            if (found.isEmpty()) {
                return false;
            }
            action.accept(found.get(found.size() - 1));
            return true;
        });
    }
}
