package io.komauth.testing.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The browser and its driver as they are installed on this machine; nothing is ever downloaded. */
final class Programs {

    static final String MISSING = "There is no chromium or no chromedriver on the PATH or in /usr/bin; "
            + "Debian has them in the packages chromium and chromium-driver";

    private Programs() {
    }

    static boolean areInstalled() {
        return find("chromium").isPresent() && find("chromedriver").isPresent();
    }

    static File browser() {
        return existing("chromium");
    }

    static File driver() {
        return existing("chromedriver");
    }

    private static File existing(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException(MISSING)).toFile();
    }

    /** Where the system property of that name says, such as {@code -Dchromium=/opt/chrome/chrome}, or on the PATH. */
    private static Optional<Path> find(String name) {
        String chosen = System.getProperty(name);
        Stream<Path> candidates = chosen == null ? onThePath(name) : Stream.of(Path.of(chosen));
        return candidates.filter(Files::isExecutable).findFirst();
    }

    private static Stream<Path> onThePath(String name) {
        String folders = System.getenv("PATH") + File.pathSeparator + "/usr/bin";
        return Stream.of(folders.split(File.pathSeparator)).map(folder -> Path.of(folder, name));
    }
}
