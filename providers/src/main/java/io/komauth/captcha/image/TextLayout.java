package io.komauth.captcha.image;

import static io.komauth.captcha.image.RandomRange.between;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Lays a text out as one bent word: every character in a face, size and angle of its own, close to the next. */
final class TextLayout {

    private static final double MARGIN = 3;

    /** What share of the width a character has at least. */
    private static final double MIN_WIDTH_SHARE = 0.11;
    private static final String WITHOUT_ASCENDER = "aceimnorsuvwxz";

    /** By character those that have it. */
    private final Map<Character, List<Typeface>> faces;

    /** @param faces at least two for each character that any of them has */
    TextLayout(List<Typeface> faces) {
        this.faces = Typeface.CHARACTERS.chars().mapToObj(character -> (char) character).collect(Collectors.toMap(
                Function.identity(), character -> faces.stream().filter(face -> face.has(character)).toList()));
    }

    /** @throws IllegalArgumentException if no face has a character of the text */
    Outline[] word(String text, RandomGenerator random) {
        Outline[] letters = new Outline[text.length()];
        Typeface before = null;
        for (int i = 0; i < letters.length; i++) {
            char character = Alphabet.glyph(text.charAt(i), random);
            before = nextTypeface(before, character, random);
            letters[i] = glyph(before.outline(character), WITHOUT_ASCENDER.indexOf(character) < 0, random);
        }
        placeInRow(letters, random);
        rotate(letters, between(-1.5, 1.5, random) / letters.length);
        fit(letters, random);
        bend(letters, new Wave(between(0, 2.5, random), between(30, 70, random), between(1, 5, random),
                between(60, 130, random), random));
        bend(letters, new Wave(between(0, 1, random), between(16, 30, random), between(0, 1, random),
                between(25, 45, random), random));
        fit(letters, random);
        return letters;
    }

    private Typeface nextTypeface(Typeface before, char character, RandomGenerator random) {
        List<Typeface> able = faces.get(character);
        if (able == null) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "No captcha can be painted with the character U+%04X", (int) character));
        }
        int face = random.nextInt(able.size());
        return able.get(face) != before ? able.get(face)
                : able.get((face + random.nextInt(1, able.size())) % able.size());
    }

    private static Outline glyph(Outline glyph, boolean ascends, RandomGenerator random) {
        new Wave(between(0, 0.05, random), between(0.9, 2, random), between(0, 0.05, random), between(0.8, 2, random),
                random).bend(glyph);
        double height = ascends ? between(22, 32, random) : between(19, 27, random);
        double width = height * between(0.85, 1.15, random);
        double angle = between(-0.24, 0.24, random);
        double sin = Math.sin(angle);
        double cos = Math.cos(angle);
        double shear = between(-0.2, 0.2, random);
        return glyph.transform(width * cos, height * (shear * cos - sin), 0,
                width * sin, height * (shear * sin + cos), between(-2.5, 2.5, random));
    }

    private static void placeInRow(Outline[] letters, RandomGenerator random) {
        GlyphProfile before = new GlyphProfile(letters[0]);
        double at = 0;
        for (int i = 1; i < letters.length; i++) {
            GlyphProfile profile = new GlyphProfile(letters[i]);
            double halves = letters[i - 1].right() - at - letters[i].left();
            at += Math.max(before.distance(profile) - between(-2.5, 0.3, random), 0.74 * halves);
            letters[i].move(at, 0);
            before = profile;
        }
    }

    private static void rotate(Outline[] letters, double angle) {
        double sin = Math.sin(angle);
        double cos = Math.cos(angle);
        for (Outline letter : letters) {
            letter.transform(cos, -sin, 0, sin, cos, 0);
        }
    }

    private static void bend(Outline[] letters, Wave wave) {
        for (Outline letter : letters) {
            wave.bend(letter);
        }
    }

    /**
     * Puts the word anywhere inside the picture, as wide and as high as chance has it: what is never twice in the same
     * place is hardest for networks that learn what each place looks like.
     */
    private static void fit(Outline[] letters, RandomGenerator random) {
        float left = Float.POSITIVE_INFINITY;
        float right = Float.NEGATIVE_INFINITY;
        float top = Float.POSITIVE_INFINITY;
        float bottom = Float.NEGATIVE_INFINITY;
        for (Outline letter : letters) {
            left = Math.min(left, letter.left());
            right = Math.max(right, letter.right());
            top = Math.min(top, letter.top());
            bottom = Math.max(bottom, letter.bottom());
        }
        double width = right - left;
        double height = bottom - top;
        double widest = CaptchaPainter.WIDTH - 2 * MARGIN;
        double highest = CaptchaPainter.HEIGHT - 2 * MARGIN;
        double byX = between(MIN_WIDTH_SHARE * letters.length, 1, random) * widest / width;
        double byY = Math.min(highest / height, between(0.8, 1.15, random));
        double freeX = widest - width * byX;
        double freeY = highest - height * byY;
        double dx = MARGIN + between(0, freeX, random) - left * byX;
        double dy = MARGIN + between(0, freeY, random) - top * byY;
        for (Outline letter : letters) {
            letter.transform(byX, 0, dx, 0, byY, dy);
        }
    }
}
