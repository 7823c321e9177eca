package io.komauth.authentication.pages;

import java.util.ArrayList;
import java.util.List;

import io.komauth.testing.Poll;

import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriver;

/** What a person gets of a page that has come back with an error, without looking for it. */
record RefusalPage(WebDriver driver) {

    private static final By ALERT = By.cssSelector("[role=alert]");

    private static final String IS_IN_VIEW = """
            return [...document.querySelectorAll('[data-kom-refusal], [id="input-error-captchaCode"], [id="input-error-altcha"]')]
              .map(element => element.getBoundingClientRect())
              .some(box => box.height > 0 && box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth);
            """;

    /** The element that has the focus, by its id. */
    String focused() {
        return driver.switchTo().activeElement().getDomAttribute("id");
    }

    /** What is announced, as soon as it is: a page has no such element when it is loaded. */
    String announced() {
        Poll.until("an alert is inserted", () -> !driver.findElements(ALERT).isEmpty());
        return driver.findElement(ALERT).getDomProperty("textContent").replaceAll("\\s+", " ").strip();
    }

    /** Whether an error can be read without scrolling, at the place to which the focus has scrolled the page. */
    boolean isInView() {
        return Boolean.TRUE.equals(run(IS_IN_VIEW));
    }

    boolean scrollsSideways() {
        return Boolean.TRUE.equals(run("return document.documentElement.scrollWidth > document.documentElement.clientWidth"));
    }

    /** What the Tab key comes to, from an element to another, by their ids; elements without one by their names. */
    List<String> tabs(String from, String to) {
        run("document.getElementById(arguments[0]).focus()", from);
        List<String> path = new ArrayList<>();
        do {
            driver.switchTo().activeElement().sendKeys(Keys.TAB);
            String id = focused();
            path.add(id == null || id.isEmpty() ? driver.switchTo().activeElement().getAccessibleName() : id);
        } while (!path.get(path.size() - 1).equals(to) && path.size() < 20);
        return path;
    }

    private Object run(String script, Object... arguments) {
        return ((JavascriptExecutor) driver).executeScript(script, arguments);
    }
}
