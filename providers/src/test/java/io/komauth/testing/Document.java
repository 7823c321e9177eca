package io.komauth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of the docs, whose examples are run as they stand there. */
public final class Document {

    private Document() {
    }

    /**
     * @param name     such as {@code api.md}
     * @param language as its first code block in that language says it
     * @return that code block
     */
    public static String example(String name, String language) {
        return firstExample(name, text(name), language);
    }

    /** @return the first code block in that language after words that are on the page once */
    public static String exampleAfter(String words, String name, String language) {
        String text = text(name);
        int place = text.indexOf(words);
        if (place < 0 || place != text.lastIndexOf(words)) {
            throw new AssertionError(name + " does not say this once: " + words);
        }
        return firstExample(name, text.substring(place), language);
    }

    private static String firstExample(String name, String text, String language) {
        Matcher block = Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL).matcher(text);
        if (!block.find()) {
            throw new AssertionError(name + " has no code block in " + language);
        }
        return block.group(1);
    }

    /** @return the whole page */
    public static String text(String name) {
        try {
            return Files.readString(BuildFiles.document(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
