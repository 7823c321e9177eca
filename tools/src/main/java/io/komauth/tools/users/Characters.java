package io.komauth.tools.users;

import java.util.regex.Pattern;

/** What characters a text has, by Unicode. */
final class Characters {

    private static final Pattern VISIBLE = pattern("\\S");
    private static final Pattern EDGED = pattern("\\A[\\s\\p{Z}]|[\\s\\p{Z}]\\z");
    private static final Pattern CONTROL = pattern("\\p{Cc}");
    private static final Pattern INVISIBLE = pattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
    private static final Pattern CAPITAL = pattern("[\\p{Lu}\\p{Lt}\\x{2160}-\\x{216F}\\x{24B6}-\\x{24CF}]");
    /** NUL, what stands for bytes that are not UTF-8, and halves of a character. */
    private static final Pattern UNREADABLE = pattern("[\\x{0}\\x{FFFD}\\p{Cs}]");
    private static final Pattern EDGES = pattern("\\A\\s+|\\s+\\z");

    private Characters() {
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.UNICODE_CHARACTER_CLASS);
    }

    static boolean isBlank(String text) {
        return !VISIBLE.matcher(text).find();
    }

    /** Whether it begins or ends with a blank of any kind. */
    static boolean isEdgedByBlank(String text) {
        return EDGED.matcher(text).find();
    }

    static boolean hasControl(String text) {
        return CONTROL.matcher(text).find();
    }

    /** Whether a character is invisible: control, direction, width, line and paragraph separators. */
    static boolean hasInvisible(String text) {
        return INVISIBLE.matcher(text).find();
    }

    static boolean hasUnreadable(String text) {
        return UNREADABLE.matcher(text).find();
    }

    /** Whether it has capitals, of any script. */
    static boolean hasCapital(String text) {
        return CAPITAL.matcher(text).find();
    }

    static String strip(String text) {
        return EDGES.matcher(text).replaceAll("");
    }

    /** With A to Z in lower case; other letters stay as they are. */
    static String lower(String text) {
        StringBuilder lower = new StringBuilder(text);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                lower.setCharAt(i, (char) (c + ('a' - 'A')));
            }
        }
        return lower.toString();
    }
}
