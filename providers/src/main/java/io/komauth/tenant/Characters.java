package io.komauth.tenant;

/** Characters that no database and no log should get. */
public final class Characters {

    private Characters() {
    }

    /** @return whether the text can be written in UTF-8: it has no half of a character */
    public static boolean areWhole(String text) {
        return text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }

    /** @return whether the text has no control character */
    public static boolean arePrintable(String text) {
        return text.chars().noneMatch(Character::isISOControl);
    }
}
