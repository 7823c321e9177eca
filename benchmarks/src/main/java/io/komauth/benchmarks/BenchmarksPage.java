package io.komauth.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** docs/benchmarks.md, whose chapters have their figures between two comments. */
public final class BenchmarksPage {

    private BenchmarksPage() {
    }

    /** @return the folder of the docs, where pictures belong, too */
    public static Path docs() {
        return Path.of(System.getProperty("build.directory")).resolve("../../docs").normalize();
    }

    /** @throws IllegalStateException if the page has no place for it */
    static void write(String name, String figures) throws IOException {
        Path file = docs().resolve("benchmarks.md");
        String page = Files.readString(file);
        Matcher place = Pattern.compile("(?s)(?<=<!-- %1$s -->\\n).*?(?=<!-- end of %1$s -->)".formatted(name)).matcher(page);
        if (!place.find()) {
            throw new IllegalStateException(file + " has no <!-- " + name + " -->");
        }
        Files.writeString(file, place.replaceFirst(Matcher.quoteReplacement("\n" + figures + "\n\n")));
    }
}
