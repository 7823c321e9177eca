package io.komauth.testing.browser;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

import io.komauth.testing.Programs;

import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * Opens browsers for a test, each as if it was new:
 *
 * <pre>
 * WebDriver driver = chromium.open();
 * WebDriver phone = chromium.with().language("zh-CN").phone().open();
 * </pre>
 */
public final class Chromium implements AutoCloseable {

    static final String BROWSER = "chromium";
    static final String DRIVER = "chromedriver";
    /** What Chromium is without its windows, of a package of its own. Tests run without it, too, but longer. */
    static final String SHELL = "chromium-headless-shell";

    /** Says of every browser that its version has no typed commands here, which nothing needs. */
    private static final Logger VERSIONS = Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

    private final Map<ChromeDriver, ChromeOptions> lent = new LinkedHashMap<>();
    private final Browsers browsers;

    Chromium(Browsers browsers) {
        this.browsers = browsers;
        VERSIONS.setLevel(Level.OFF);
    }

    /** A browser in English, on a screen of 1280 × 1024, light and with scripts. */
    public WebDriver open() {
        return with().open();
    }

    /** Begins a browser that differs from that. */
    public BrowserOptions with() {
        return new BrowserOptions(this);
    }

    /** Lets time pass for the page of a browser that has been opened with a {@link BrowserOptions#clock}. */
    public static void letPass(WebDriver driver, Duration time) {
        ((ChromeDriver) driver).executeScript("letPass(arguments[0])", time.toMillis());
    }

    ChromeDriver start(BrowserOptions options) {
        ChromeOptions arguments = options.arguments();
        ChromeDriver kept = browsers.poll(arguments);
        ChromeDriver driver = kept == null ? startNew(arguments) : kept;
        lent.put(driver, arguments);
        return driver;
    }

    private static ChromeDriver startNew(ChromeOptions arguments) {
        ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(Programs.existing(DRIVER)).build();
        ChromeDriver driver = new ChromeDriver(service, arguments);
        Browsers.resize(driver);
        return driver;
    }

    /** Leaves those that were opened to the next test. */
    @Override
    public void close() {
        lent.forEach(browsers::add);
        lent.clear();
    }
}
