package io.komauth.captcha.image;

import static io.komauth.captcha.image.RandomRange.between;

import java.util.random.RandomGenerator;

/**
 * A curve in ink across the middle of the picture, no thicker than the thin lines of the characters: as thick as their stems,
 * it would hide what tells the characters apart, and hinder networks no more.
 */
final class CrossingCurve {

    private static final int JOINTS = 24;

    /** Its width, in pixels. */
    private static final double THINNEST = 0.8;
    private static final double THICKEST = 1.2;

    private CrossingCurve() {
    }

    static Outline across(RandomGenerator random) {
        double left = between(2, 40, random);
        double right = between(90, 128, random);
        double middle = CaptchaPainter.HEIGHT / 2.0;
        double from = middle + between(-17, 17, random);
        double to = middle + between(-17, 17, random);
        double swing = between(3, 11, random);
        double turns = 2 * Math.PI / between(60, 150, random);
        double start = between(0, 2 * Math.PI, random);
        double pulse = 2 * Math.PI / between(20, 60, random);
        float[] x = new float[2 * JOINTS];
        float[] y = new float[2 * JOINTS];
        for (int i = 0; i < JOINTS; i++) {
            double t = i / (JOINTS - 1.0);
            double atX = left + t * (right - left);
            double phase = turns * atX + start;
            double atY = clamp(from + t * (to - from) + swing * Math.sin(phase));
            double slope = (to - from) / (right - left) + swing * turns * Math.cos(phase);
            double half = (THINNEST + (THICKEST - THINNEST) * (0.5 + 0.5 * Math.sin(pulse * atX))) / 2;
            double length = Math.sqrt(1 + slope * slope);
            x[i] = (float) (atX + half * slope / length);
            y[i] = (float) (atY - half / length);
            x[2 * JOINTS - 1 - i] = (float) (atX - half * slope / length);
            y[2 * JOINTS - 1 - i] = (float) (atY + half / length);
        }
        return new Outline(x, y, new int[] {2 * JOINTS});
    }

    private static double clamp(double y) {
        return Math.max(4, Math.min(CaptchaPainter.HEIGHT - 4, y));
    }
}
