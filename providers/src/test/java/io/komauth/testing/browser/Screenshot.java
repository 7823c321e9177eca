package io.komauth.testing.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * Pictures of what a browser shows: in the build's folder {@code screenshots}, and also in the folder that the system
 * property {@code screenshots.directory} names, relative to the project's root. {@code mvn verify
 * -Dscreenshots.directory=docs/images} so renews the pictures of the docs.
 */
public final class Screenshot {

    private static final int MARGIN = 16;
    private static final String AROUND = """
            const [part, margin] = arguments;
            const box = part.getBoundingClientRect();
            return { x: box.left + scrollX - margin, y: box.top + scrollY - margin, width: box.width + 2 * margin,
                     height: box.height + 2 * margin, scale: 1 };
            """;

    private Screenshot() {
    }

    /**
     * @param driver of a browser that {@link Chromium} opened
     * @param name   of the file, without its ending
     */
    public static void take(WebDriver driver, String name) {
        keep(wholePage((ChromeDriver) driver), name);
    }

    /** Of that part of the page and a little around it, also where it is longer than the window. */
    public static void takeAround(WebDriver driver, WebElement part, String name) {
        Object clip = ((ChromeDriver) driver).executeScript(AROUND, part, MARGIN);
        keep(capture((ChromeDriver) driver, Map.of("captureBeyondViewport", true, "clip", clip)), name);
    }

    /** Of that part of the page alone. */
    public static void take(WebElement part, String name) {
        keep(part.getScreenshotAs(OutputType.BYTES), name);
    }

    private static void keep(byte[] picture, String name) {
        for (Path folder : folders()) {
            try {
                Files.write(Files.createDirectories(folder).resolve(name + ".png"), picture);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Also what lies below the window's edge. If nothing does, a page from right to left would be shifted by that. */
    private static byte[] wholePage(ChromeDriver driver) {
        Map<String, Object> clip = new HashMap<>(Map.of("x", 0, "y", 0, "scale", 1));
        clip.put("width", driver.executeScript("return window.innerWidth"));
        clip.put("height", driver.executeScript("return document.documentElement.scrollHeight"));
        Object isLonger = driver.executeScript("return document.documentElement.scrollHeight > window.innerHeight");
        return capture(driver, Map.of("captureBeyondViewport", isLonger, "clip", clip));
    }

    private static byte[] capture(ChromeDriver driver, Map<String, Object> parameters) {
        return Base64.getDecoder().decode((String) driver.executeCdpCommand("Page.captureScreenshot", parameters).get("data"));
    }

    private static List<Path> folders() {
        Path target = Path.of(System.getProperty("build.directory", "target")).toAbsolutePath();
        List<Path> folders = new ArrayList<>(List.of(target.resolve("screenshots")));
        String more = System.getProperty("screenshots.directory", "");
        if (!more.isBlank()) {
            folders.add(target.resolve("../..").resolve(more).normalize());
        }
        return folders;
    }
}
