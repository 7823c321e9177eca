package io.komauth.testing.browser;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.komauth.testing.Programs;

import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;

/** What a browser is opened with. */
public final class BrowserOptions {

    private static final List<String> ARGUMENTS = List.of("--headless=new", "--no-sandbox", "--disable-gpu",
            "--disable-dev-shm-usage", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync");

    private static final String ENGLISH = "en";

    /** What a page puts off for more than ten seconds waits for {@link Chromium#letPass}. */
    private static final String CLOCK = """
            const now = Date.now, later = setTimeout, waiting = [];
            let ahead = 0;
            Date.now = () => now() + ahead;
            window.setTimeout = (run, delay, ...more) => delay > 10000
                ? waiting.push({ due: Date.now() + delay, run }) && undefined : later(run, delay, ...more);
            window.letPass = milliseconds => {
              ahead += milliseconds;
              waiting.splice(0).forEach(timer => timer.due <= Date.now() ? timer.run() : waiting.push(timer));
            };
            """;

    private final Chromium chromium;
    private final Map<String, Object> preferences = new HashMap<>();
    private final List<Consumer<ChromeDriver>> emulations = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>(ARGUMENTS);
    private String language = ENGLISH;
    private boolean whole;

    BrowserOptions(Chromium chromium) {
        this.chromium = chromium;
    }

    /** What the browser speaks and asks servers for, such as {@code zh-CN}. */
    public BrowserOptions language(String tag) {
        language = tag;
        return this;
    }

    /** The screen of a small phone, 320 pixels wide; for the first tab. */
    public BrowserOptions phone() {
        return emulate("Emulation.setDeviceMetricsOverride",
                Map.of("width", 320, "height", 640, "deviceScaleFactor", 2, "mobile", true));
    }

    /** Of a user who prefers dark pages; for the first tab. */
    public BrowserOptions dark() {
        return emulate("Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
    }

    /** Of a user who has the system choose the colours, as its high contrast mode does; for the first tab. */
    public BrowserOptions forcedColours() {
        return emulate("Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "forced-colors", "value", "active"))));
    }

    /** Of a user who has set text to twice its size. An emulation of that would be lost in pictures of whole pages. */
    public BrowserOptions doubleText() {
        preferences.put("webkit.webprefs.default_font_size", 32);
        preferences.put("webkit.webprefs.default_fixed_font_size", 26);
        return this;
    }

    /** Runs no scripts of pages, and shows what is in their {@code <noscript>}. */
    public BrowserOptions withoutJavaScript() {
        preferences.put("profile.managed_default_content_settings.javascript", 2);
        return this;
    }

    /** With a clock that {@link Chromium#letPass} moves; for the first tab. */
    public BrowserOptions clock() {
        return script(CLOCK);
    }

    /** Takes 127.0.0.1 for the address of a host, such as {@code login.example}: over HTTP, that is no secure context. */
    public BrowserOptions host(String name) {
        arguments.add("--host-resolver-rules=MAP " + name + " 127.0.0.1");
        return this;
    }

    /** Runs a script on every page before all others; for the first tab. */
    public BrowserOptions script(String source) {
        return emulate("Page.addScriptToEvaluateOnNewDocument", Map.of("source", source));
    }

    /** Chromium itself, also where its headless shell is installed, which lacks passkeys and keeps less of earlier pages. */
    public BrowserOptions whole() {
        whole = true;
        return this;
    }

    public WebDriver open() {
        ChromeDriver driver = chromium.start(this);
        emulations.forEach(emulation -> emulation.accept(driver));
        return driver;
    }

    /** What tells the browser from others: not the emulations, which end with the tab. */
    ChromeOptions arguments() {
        Map<String, Object> all = new HashMap<>(preferences);
        all.put("intl.accept_languages", language);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program());
        options.addArguments(arguments);
        options.addArguments("--lang=" + language, "--accept-lang=" + language);
        options.setExperimentalOption("prefs", all);
        return options;
    }

    /** The shell takes half the processor time, since it has no window to draw; but no settings of users either. */
    private File program() {
        boolean chosen = System.getProperty(Chromium.BROWSER) != null;
        return Programs.find(Chromium.SHELL).filter(shell -> !whole && !chosen && preferences.isEmpty()).map(Path::toFile)
                .orElseGet(() -> Programs.existing(Chromium.BROWSER));
    }

    private BrowserOptions emulate(String command, Map<String, Object> parameters) {
        emulations.add(driver -> driver.executeCdpCommand(command, parameters));
        return this;
    }
}
