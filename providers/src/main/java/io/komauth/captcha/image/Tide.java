package io.komauth.captcha.image;

import static io.komauth.captcha.image.Chance.between;

import java.util.random.RandomGenerator;

/** A part of the picture, from a wavy shore to the right edge. */
final class Tide {

    private static final int STEP = 2;

    private Tide() {
    }

    static Outline shore(RandomGenerator random) {
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
