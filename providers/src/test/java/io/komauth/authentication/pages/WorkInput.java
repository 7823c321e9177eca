package io.komauth.authentication.pages;

import java.util.List;

import io.komauth.testing.Poll;

import org.openqa.selenium.By;

/** The work of a page, where it has any. */
final class WorkInput {

    private static final String SOLUTION = "altcha";
    private static final By STATUS = By.cssSelector("[data-kom-work] [role=status]");
    private static final By PROGRESS = By.cssSelector("[data-work-progress]");

    private final WebPage page;

    WorkInput(WebPage page) {
        this.page = page;
    }

    boolean isThere() {
        return page.has(SOLUTION);
    }

    /** What the form sends; empty until it is solved. */
    String solution() {
        return page.value(SOLUTION);
    }

    WorkInput awaitSolution() {
        Poll.until("the work is done: " + error(), () -> !solution().isEmpty());
        return this;
    }

    /** What is announced to screen readers; empty if nothing is. */
    String status() {
        return text(STATUS);
    }

    WorkInput awaitStatus(String text) {
        Poll.until("the status is '" + text + "' and not '" + status() + "'", () -> status().equals(text));
        return this;
    }

    String role() {
        return page.driver().findElement(STATUS).getAriaRole();
    }

    /** What is to be read beside, and is not announced. */
    String progress() {
        return text(PROGRESS);
    }

    /** Empty where there is none. */
    String error() {
        return text(By.id("input-error-altcha"));
    }

    /** What stands there for browsers that run no scripts. */
    String wordWithoutJavaScript() {
        return text(By.cssSelector("[data-kom-work] noscript p"));
    }

    boolean canBeCancelled() {
        return page.element("captcha-work-cancel").isDisplayed();
    }

    void cancel() {
        page.element("captcha-work-cancel").click();
    }

    boolean canBeRetried() {
        return page.element("captcha-work-retry").isDisplayed();
    }

    void retry() {
        page.leaveBy(By.id("captcha-work-retry"));
    }

    private String text(By elements) {
        List<String> texts = page.texts(elements);
        return String.join("\n", texts);
    }
}
