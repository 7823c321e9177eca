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

    private Screenshot() {
    }

    /**
     * @param driver of a browser that {@link Chromium} opened
     * @param name   of the file, without its ending
     */
    public static void take(WebDriver driver, String name) {
        keep(wholePage((ChromeDriver) driver), name);
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
        Map<String, Object> screenshot = driver.executeCdpCommand("Page.captureScreenshot",
                Map.of("captureBeyondViewport", isLonger, "clip", clip));
        return Base64.getDecoder().decode((String) screenshot.get("data"));
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
