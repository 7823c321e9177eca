package io.komauth.captcha.image;

import java.util.random.RandomGenerator;

/**
 * Paints a text that text recognisers and small networks seldom read. It is meant to be easy for people, which has not been
 * measured; vision-language models read it. It needs no fonts, font system or display of the machine. Thread-safe.
 */
public final class CaptchaPainter {

    /** The width of every picture, in pixels. */
    public static final int WIDTH = 130;

    /** The height of every picture, in pixels. */
    public static final int HEIGHT = 48;

    /** The fewest characters that are painted. */
    public static final int MIN_LENGTH = 4;

    /** The most characters that are painted. */
    public static final int MAX_LENGTH = 8;

    private final TextLayout layout;
    private final Png png = new Png(WIDTH, HEIGHT);

    /**
     * Reads the bundled fonts; make one painter and keep it.
     *
     * @throws java.io.UncheckedIOException if a bundled font is missing or broken
     */
    public CaptchaPainter() {
        layout = new TextLayout(Typeface.bundled());
    }

    /**
     * Paints a text. All that makes the picture different from any other comes from the random generator: the same
     * text and a generator in the same state give the same picture.
     *
     * @param text 4 to 8 characters of a-z, A-Z and 0-9; the case in which a letter is drawn is chosen here
     * @param random where the picture's variety comes from; only used during the call
     * @return a PNG file, 130 by 48 pixels
     * @throws IllegalArgumentException if the text is shorter or longer, or has any other character
     */
    public byte[] paint(String text, RandomGenerator random) {
        if (text.length() < MIN_LENGTH || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("A captcha has " + MIN_LENGTH + " to " + MAX_LENGTH + " characters, not "
                    + text.length());
        }
        return encode(draw(text, random), random);
    }

    Canvas draw(String text, RandomGenerator random) {
        Canvas canvas = new Canvas(WIDTH, HEIGHT);
        for (Outline letter : layout.word(text, random)) {
            canvas.fill(letter, FillRule.INK);
        }
        addDistractors(canvas, random);
        return canvas;
    }

    byte[] encode(Canvas canvas, RandomGenerator random) {
        return png.encode(canvas.levels(), Palette.colours(Png.COLOURS, random));
    }

    private static void addDistractors(Canvas canvas, RandomGenerator random) {
        canvas.fill(CrossingCurve.across(random), FillRule.INK);
        canvas.fill(InvertedRegion.outline(random), FillRule.INVERSE);
    }
}
