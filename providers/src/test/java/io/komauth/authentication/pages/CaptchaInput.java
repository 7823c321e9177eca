package io.komauth.authentication.pages;

import io.komauth.testing.Poll;
import io.komauth.testing.TokenRequest;

import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;

/** The captcha of a page, where it has one. */
final class CaptchaInput {

    private static final String CODE = "captchaCode";
    private static final String KEY = "captchaKey";
    private static final String PICTURE = "captcha-image";
    private static final String PLAY = "captcha-play";
    private static final String ERROR = "input-error-captchaCode";

    private final WebPage page;

    CaptchaInput(WebPage page) {
        this.page = page;
    }

    boolean isThere() {
        return page.has(CODE);
    }

    CaptchaInput type(String code) {
        page.type(CODE, code);
        return this;
    }

    /** Types what every captcha of a server with test support shows. */
    CaptchaInput solve() {
        return type(TokenRequest.CODE);
    }

    void pressEnter() {
        page.leave(() -> page.element(CODE).sendKeys(Keys.ENTER));
    }

    String label() {
        return String.join("", page.texts(By.cssSelector("label[for='" + CODE + "']")));
    }

    String code() {
        return page.value(CODE);
    }

    String key() {
        return page.value(KEY);
    }

    /** Has the page send another key than that of its picture. */
    void forgeKey(String key) {
        page.run("document.getElementById(arguments[0]).value = arguments[1]", KEY, key);
    }

    /** Where the picture comes from, or the picture itself. */
    String picture() {
        return page.element(PICTURE).getDomAttribute("src");
    }

    boolean pictureIsShown() {
        return Boolean.TRUE.equals(page.run("const image = document.getElementById(arguments[0]);"
                + "return image.complete && image.naturalWidth > 0", PICTURE));
    }

    /** How many pixels the picture has. */
    Dimension pixels() {
        return new Dimension(number("return document.getElementById(arguments[0]).naturalWidth"),
                number("return document.getElementById(arguments[0]).naturalHeight"));
    }

    /** How large the picture is shown, in CSS pixels. */
    Dimension shownSize() {
        return page.element(PICTURE).getSize();
    }

    /** Has the text of the page at twice its size, whatever the theme has set. */
    void doubleText() {
        page.run("const root = document.documentElement;"
                + "root.style.setProperty('font-size', 2 * parseFloat(getComputedStyle(root).fontSize) + 'px', 'important')");
    }

    /** Whether the script is there that fetches another picture. */
    boolean canBeReplaced() {
        return page.element("captcha-another").isDisplayed();
    }

    /** Asks for another picture, which the page fetches without being left. */
    void another() {
        String before = key();
        page.element("captcha-another").click();
        Poll.until("the page has another captcha", () -> !key().equals(before));
    }

    /** Asks for another picture by sending the form. */
    void anotherWithoutJavaScript() {
        page.leaveBy(By.id("captcha-another-noscript"));
    }

    private int number(String script) {
        return ((Number) page.run(script, PICTURE)).intValue();
    }

    boolean canBeHeard() {
        return page.has(PLAY);
    }

    /** Has the captcha spoken, and waits until it is. */
    void play() {
        String offer = page.element(PLAY).getDomAttribute("aria-label");
        page.element(PLAY).click();
        Poll.until("the captcha is spoken: " + error(), () -> !page.element(PLAY).getDomAttribute("aria-label").equals(offer));
    }

    /** Stops the speech. */
    void stop() {
        String offer = page.element(PLAY).getDomAttribute("aria-label");
        page.element(PLAY).click();
        Poll.until("the captcha is silent", () -> !page.element(PLAY).getDomAttribute("aria-label").equals(offer));
    }

    /** Empty where there is none. */
    String error() {
        return String.join("\n", page.texts(By.id(ERROR)));
    }
}
