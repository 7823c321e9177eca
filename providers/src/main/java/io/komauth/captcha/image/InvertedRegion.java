package io.komauth.captcha.image;

import static io.komauth.captcha.image.RandomRange.between;

import java.util.random.RandomGenerator;

/** The part of the picture whose colours are inverted, from a wavy line to the right edge. */
final class InvertedRegion {

    private static final int STEP = 2;

    private InvertedRegion() {
    }

    static Outline outline(RandomGenerator random) {
        double middle = CaptchaPainter.WIDTH / 2.0 + between(-30, 30, random);
        double slant = between(-2, 2, random);
        double swing = between(3, 7, random);
        double turns = 2 * Math.PI / between(25, 60, random);
        double start = between(0, 2 * Math.PI, random);
        Outline.Builder builder = new Outline.Builder(CaptchaPainter.WIDTH);
        builder.moveTo(CaptchaPainter.WIDTH, 0);
        for (int y = 0; y <= CaptchaPainter.HEIGHT; y += STEP) {
            builder.lineTo(middle + slant * (y - CaptchaPainter.HEIGHT / 2.0) + swing * Math.sin(turns * y + start), y);
        }
        builder.lineTo(CaptchaPainter.WIDTH, CaptchaPainter.HEIGHT);
        return builder.build();
    }
}
