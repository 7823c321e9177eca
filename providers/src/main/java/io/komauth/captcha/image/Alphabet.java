package io.komauth.captcha.image;

import java.util.random.RandomGenerator;

/**
 * The characters a captcha's answer is made of. Of each family that looks alike once it is bent (2 z 7 1 l i j, c e o 0
 * q, 9 g y, 5 s 8, 6 b, u v, h n, t f) one member is left, since such pairs cost people most and machines nothing.
 */
public final class Alphabet {

    /** Every character that may be issued, in lower case. Answers are compared without regard to case. */
    public static final String CHARACTERS = "23456adeghkmprtuwx";

    private static final String DRAWN_IN_EITHER_CASE = "ehmpuwx";
    private static final String DRAWN_IN_UPPER_CASE = "rt";

    private Alphabet() {
    }

    /**
     * The shape to draw a character in: a letter may be drawn in the other case where that makes it like no other
     * member of the alphabet. A is like 4, D like P, G like 6, K like R, r like k, and t like 4.
     */
    static char drawn(char character, RandomGenerator random) {
        char lower = Character.toLowerCase(character);
        boolean upper = DRAWN_IN_UPPER_CASE.indexOf(lower) >= 0
                || DRAWN_IN_EITHER_CASE.indexOf(lower) >= 0 && random.nextBoolean();
        return upper ? Character.toUpperCase(lower) : lower;
    }
}
