package io.komauth.testing.browser;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;

/** Browsers that tests have done with, kept for the next ones of their kind: to start one takes longer than most tests do. */
final class Browsers implements AutoCloseable {

    private static final Dimension WINDOW = new Dimension(1280, 1024);
    /** What such a window has room for, and all that the headless shell has. */
    private static final Dimension PAGE = new Dimension(1280, 881);

    private static final int KEPT = 4;

    /** By what they were started with; the one that was used last comes last. */
    private final Map<ChromeDriver, ChromeOptions> idle = new LinkedHashMap<>();

    /** @return a browser as if new; null if there is none */
    ChromeDriver poll(ChromeOptions arguments) {
        ChromeDriver found = idle.entrySet().stream().filter(browser -> browser.getValue().equals(arguments)).map(Map.Entry::getKey)
                .findFirst().orElse(null);
        idle.remove(found);
        return found;
    }

    /** Takes all from the browser that it has of a test, or ends it. */
    void add(ChromeDriver driver, ChromeOptions arguments) {
        if (!isAsNew(driver)) {
            driver.quit();
            return;
        }
        idle.put(driver, arguments);
        if (idle.size() > KEPT) {
            ChromeDriver eldest = idle.keySet().iterator().next();
            idle.remove(eldest);
            eldest.quit();
        }
    }

    private static boolean isAsNew(ChromeDriver driver) {
        try {
            Set<String> tabs = driver.getWindowHandles();
            for (String tab : tabs) {
                driver.switchTo().window(tab);
                forget(driver, URI.create(driver.getCurrentUrl()));
            }
            driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
            driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
            // one without a history, emulations, scripts and authenticators
            driver.switchTo().newWindow(WindowType.TAB);
            String fresh = driver.getWindowHandle();
            for (String tab : tabs) {
                driver.switchTo().window(tab).close();
            }
            driver.switchTo().window(fresh);
            resize(driver);
            return true;
        } catch (WebDriverException notAny) {
            return false;
        }
    }

    /** Makes pages as large as by default. */
    static void resize(ChromeDriver driver) {
        boolean shell = driver.getCapabilities().getBrowserName().endsWith("shell");
        driver.manage().window().setSize(shell ? PAGE : WINDOW);
    }

    private static void forget(ChromeDriver driver, URI page) {
        if ("http".equals(page.getScheme())) {
            driver.executeCdpCommand("Storage.clearDataForOrigin",
                    Map.of("origin", page.getScheme() + "://" + page.getAuthority(), "storageTypes", "all"));
        }
    }

    @Override
    public void close() {
        idle.keySet().forEach(ChromeDriver::quit);
    }
}
