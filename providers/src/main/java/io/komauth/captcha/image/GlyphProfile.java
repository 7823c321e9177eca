package io.komauth.captcha.image;

import java.util.Arrays;

/** How far a glyph extends to the left and right at each height, so that the next one can be placed close without overlapping. */
final class GlyphProfile {

    private static final double STEP = 3;
    private static final int STEPS = 32;

    private final float[] left = new float[STEPS];
    private final float[] right = new float[STEPS];

    /** Of an outline that is about as high as a picture and centred on the x-axis. */
    GlyphProfile(Outline outline) {
        Arrays.fill(left, Float.POSITIVE_INFINITY);
        Arrays.fill(right, Float.NEGATIVE_INFINITY);
        int start = 0;
        for (int end : outline.ends) {
            for (int i = start, before = end - 1; i < end; before = i++) {
                extend(outline.x[before], outline.y[before], outline.x[i], outline.y[i]);
            }
            start = end;
        }
    }

    private void extend(float x1, float y1, float x2, float y2) {
        int last = step(Math.max(y1, y2));
        for (int step = step(Math.min(y1, y2)); step <= last; step++) {
            left[step] = Math.min(left[step], Math.min(x1, x2));
            right[step] = Math.max(right[step], Math.max(x1, x2));
        }
    }

    private static int step(float y) {
        return Math.max(0, Math.min(STEPS - 1, (int) Math.floor(y / STEP) + STEPS / 2));
    }

    /** How far to the right another shape has to go to just touch this one. */
    float distance(GlyphProfile other) {
        float distance = Float.NEGATIVE_INFINITY;
        for (int step = 0; step < STEPS; step++) {
            distance = Math.max(distance, right[step] - other.left[step]);
        }
        return distance;
    }
}
