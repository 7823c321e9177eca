package io.komauth.testing.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.openqa.selenium.OutputType;
import org.openqa.selenium.TakesScreenshot;
import org.openqa.selenium.WebDriver;

/**
 * Pictures of what a browser shows: in the build's folder {@code screenshots}, and also in the folder that the system
 * property {@code screenshots.directory} names, relative to the project's root. {@code mvn verify
 * -Dscreenshots.directory=docs/images} so renews the pictures of the docs.
 */
public final class Screenshot {

    private Screenshot() {
    }

    /** @param name of the file, without its ending */
    public static void take(WebDriver driver, String name) {
        byte[] picture = ((TakesScreenshot) driver).getScreenshotAs(OutputType.BYTES);
        for (Path folder : folders()) {
            try {
                Files.write(Files.createDirectories(folder).resolve(name + ".png"), picture);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
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
