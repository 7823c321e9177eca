package io.komauth.captcha.image;

import static java.util.Map.entry;

import java.text.Normalizer;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The characters a captcha's answer is made of. Of each family that looks alike once it is bent (2 z 7, 1 l i j,
 * c e o 0, 9 g q y, 5 s 8, 6 b, u v, h n, t f, k x) one member is left, so that people
 * need not tell such pairs apart.
 */
public final class Alphabet {

    /** Every character that may be issued, in lower case. */
    public static final String CHARACTERS = "23456adeghjmprtuwx";

    /** Characters that a bent one may be taken for, and the one they stand for. This helps no attacker: they are never issued. */
    private static final Map<Character, Character> LOOK_ALIKES = Map.ofEntries(entry('z', '2'), entry('7', '2'),
            entry('c', 'e'), entry('9', 'g'), entry('q', 'g'), entry('y', 'g'), entry('s', '5'), entry('8', '5'),
            entry('b', '6'), entry('1', 'j'), entry('l', 'j'), entry('i', 'j'),
            entry('k', 'x'), entry('v', 'u'), entry('n', 'h'), entry('f', 't'));

    /** The longest answer has 8 characters, and some are typed as two or with blanks around. */
    private static final int MAX_INPUT_LENGTH = 64;

    /** Zero-width spaces, marks of direction and the like. */
    private static final Pattern IGNORED = Pattern.compile("\\p{Cf}+");

    private static final String DRAWN_IN_EITHER_CASE = "ehmuwx";
    private static final String DRAWN_IN_UPPER_CASE = "rt";

    private Alphabet() {
    }

    /**
     * Reads a text as a picture may show it: two texts that read the same are the same answer. Input methods write the
     * same character in several ways: full-width, circled, with invisible characters beside it.
     *
     * @param text as it was typed; what is longer than {@value #MAX_INPUT_LENGTH} characters is no answer and reads as nothing
     * @return the text in Unicode's form NFKC and lower case, without surrounding blanks, and with look-alikes as the one
     *         that can be issued
     */
    public static String normalize(String text) {
        if (text.length() > MAX_INPUT_LENGTH) {
            return "";
        }
        String visible = IGNORED.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("").strip();
        // by upper case first, as the dotless i of Turkish keyboards is a lower case already, of I
        return visible.chars().map(character -> Character.toLowerCase(Character.toUpperCase(character)))
                .map(character -> LOOK_ALIKES.getOrDefault((char) character, (char) character))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    /**
     * The shape to draw a character in: a letter may be drawn in the other case where that makes it like no other
     * member of the alphabet. A is like 4, D and P like R, G like 6, r and t like each other, J like U.
     */
    static char glyph(char character, RandomGenerator random) {
        char lower = Character.toLowerCase(character);
        boolean upper = DRAWN_IN_UPPER_CASE.indexOf(lower) >= 0
                || DRAWN_IN_EITHER_CASE.indexOf(lower) >= 0 && random.nextBoolean();
        return upper ? Character.toUpperCase(lower) : lower;
    }
}
