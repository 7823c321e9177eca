package io.komauth.captcha.image;

/** How fine a picture is. What it shows is the same. */
public enum PictureDensity {

    /** A pixel for each unit of {@link CaptchaPainter#WIDTH} and {@link CaptchaPainter#HEIGHT}. */
    SINGLE(1),

    /** Twice as many pixels in each direction: sharp on dense screens, and where text is enlarged. */
    DOUBLE(2);

    private final int pixels;

    PictureDensity(int pixels) {
        this.pixels = pixels;
    }

    /** @return pixels for each unit, in each direction */
    public int pixels() {
        return pixels;
    }

    /** Takes an outline from units to pixels. */
    Outline enlarge(Outline outline) {
        return pixels == 1 ? outline : outline.scale(pixels, pixels);
    }
}
