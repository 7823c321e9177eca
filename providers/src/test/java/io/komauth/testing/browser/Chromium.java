package io.komauth.testing.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

import io.komauth.testing.Programs;

import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;

/**
 * Opens browsers for a test, each with an empty profile of its own:
 *
 * <pre>
 * WebDriver driver = chromium.open();
 * WebDriver phone = chromium.with().language("zh-CN").phone().open();
 * </pre>
 */
public final class Chromium implements AutoCloseable {

    static final String BROWSER = "chromium";
    static final String DRIVER = "chromedriver";

    /** Says of every browser that its version has no typed commands here, which nothing needs. */
    private static final Logger VERSIONS = Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

    private final List<WebDriver> opened = new ArrayList<>();

    Chromium() {
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

    ChromeDriver start(BrowserOptions options) {
        ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(Programs.existing(DRIVER)).build();
        ChromeDriver driver = new ChromeDriver(service, options.arguments());
        opened.add(driver);
        return driver;
    }

    /** Ends all that were opened. */
    @Override
    public void close() {
        opened.forEach(WebDriver::quit);
    }
}
