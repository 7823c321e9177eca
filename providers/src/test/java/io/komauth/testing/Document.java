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
        try {
            Matcher block = Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
                    .matcher(Files.readString(BuildFiles.document(name)));
            if (!block.find()) {
                throw new AssertionError(name + " has no code block in " + language);
            }
            return block.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
