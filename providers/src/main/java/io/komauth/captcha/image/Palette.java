package io.komauth.captcha.image;

import static io.komauth.captcha.image.RandomRange.between;

import java.util.random.RandomGenerator;

/** The colours from paper to ink: muted, always far apart in brightness, now and then light on dark. */
final class Palette {

    private Palette() {
    }

    /** @return red, green and blue of each level, from paper to ink */
    static byte[] colours(int levels, RandomGenerator random) {
        double[] light = colour(between(205, 255, random), random);
        double[] dark = colour(between(0, 95, random), random);
        boolean inverted = RandomRange.oneIn(3, random);
        double[] paper = inverted ? dark : light;
        double[] ink = inverted ? light : dark;
        byte[] colours = new byte[3 * levels];
        for (int i = 0; i < colours.length; i++) {
            int level = i / 3;
            double share = level / (levels - 1.0);
            colours[i] = (byte) Math.round(paper[i % 3] + share * (ink[i % 3] - paper[i % 3]));
        }
        return colours;
    }

    private static double[] colour(double brightness, RandomGenerator random) {
        double[] colour = new double[3];
        for (int i = 0; i < colour.length; i++) {
            colour[i] = Math.max(0, Math.min(255, brightness + between(-18, 18, random)));
        }
        return colour;
    }
}
