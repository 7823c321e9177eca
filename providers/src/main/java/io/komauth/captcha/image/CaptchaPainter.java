package io.komauth.captcha.image;

import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Paints a text that text recognisers and small networks seldom read. It is meant to be easy for people, which has not been
 * measured; vision-language models read it. It needs no fonts, font system or display of the machine. Thread-safe.
 */
public final class CaptchaPainter {

    /** The width of every picture, in pixels of single density. */
    public static final int WIDTH = 130;

    /** The height of every picture, in pixels of single density. */
    public static final int HEIGHT = 48;

    /** The fewest characters that are painted. */
    public static final int MIN_LENGTH = 4;

    /** The most characters that are painted. */
    public static final int MAX_LENGTH = 8;

    private final TextLayout layout;
    private final Map<PictureDensity, Png> png = new EnumMap<>(PictureDensity.class);

    /**
     * Reads the bundled fonts; make one painter and keep it.
     *
     * @throws java.io.UncheckedIOException if a bundled font is missing or broken
     */
    public CaptchaPainter() {
        layout = new TextLayout(Typeface.bundled());
        for (PictureDensity density : PictureDensity.values()) {
            png.put(density, new Png(WIDTH * density.pixels(), HEIGHT * density.pixels()));
        }
    }

    /**
     * Paints a text of single density: 130 by 48 pixels.
     *
     * @see #paint(String, RandomGenerator, PictureDensity)
     */
    public byte[] paint(String text, RandomGenerator random) {
        return paint(text, random, PictureDensity.SINGLE);
    }

    /**
     * Paints a text. All that makes the picture different from any other comes from the random generator: the same
     * text and a generator in the same state give the same picture.
     *
     * @param text 4 to 8 characters of a-z, A-Z and 0-9; the case in which a letter is drawn is chosen here
     * @param random where the picture's variety comes from; only used during the call
     * @param density how many pixels it has
     * @return a PNG file
     * @throws IllegalArgumentException if the text is shorter or longer, or has any other character
     */
    public byte[] paint(String text, RandomGenerator random, PictureDensity density) {
        if (text.length() < MIN_LENGTH || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("A captcha has " + MIN_LENGTH + " to " + MAX_LENGTH + " characters, not "
                    + text.length());
        }
        return encode(draw(text, random, density), random, density);
    }

    Canvas draw(String text, RandomGenerator random, PictureDensity density) {
        Canvas canvas = new Canvas(WIDTH * density.pixels(), HEIGHT * density.pixels());
        Outline[] letters = layout.word(text, random);
        Outline inverted = InvertedRegion.of(letters, random).outline();
        for (Outline letter : letters) {
            canvas.fill(density.enlarge(letter), FillRule.INK);
        }
        canvas.fill(density.enlarge(CrossingCurve.across(random)), FillRule.INK);
        canvas.fill(density.enlarge(inverted), FillRule.INVERSE);
        return canvas;
    }

    byte[] encode(Canvas canvas, RandomGenerator random, PictureDensity density) {
        return png.get(density).encode(canvas.levels(), Palette.colours(Png.COLOURS, random));
    }
}
