package io.komauth.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Checks and escapes text that comes from clients, for databases and logs. */
public final class UnicodeText {

    private UnicodeText() {
    }

    /** @return whether the text can be written in UTF-8: it has no half of a character */
    public static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }

    /** @return whether every database takes the text: it is well-formed, and has no control character */
    public static boolean isStorable(String text) {
        return isWellFormed(text) && isPrintable(text);
    }

    /** @return the text that these bytes are in UTF-8; empty if they are none */
    public static Optional<String> decode(byte[] utf8) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
        } catch (CharacterCodingException otherwiseEncoded) {
            return Optional.empty();
        }
    }

    /** @return whether the text has no control character */
    public static boolean isPrintable(String text) {
        return text.chars().noneMatch(Character::isISOControl);
    }

    /**
     * The text as one line of a log may show it. Whatever could end the line, move the cursor, or reorder or hide other
     * characters is written as its Java escape: controls (C0 and C1, so that no ANSI escape is left), line and paragraph
     * separators, format characters (bidirectional controls among them), halves of characters and unassigned ones.
     */
    public static String escape(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isHarmless(c)) {
                line.appendCodePoint(c);
            } else {
                for (char unit : Character.toChars(c)) {
                    line.append(String.format(Locale.ROOT, "\\u%04X", (int) unit));
                }
            }
        });
        return line.toString();
    }

    private static boolean isHarmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
