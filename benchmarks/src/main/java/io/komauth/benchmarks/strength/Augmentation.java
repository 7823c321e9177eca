package io.komauth.benchmarks.strength;

import java.util.random.RandomGenerator;

/** Data augmentation: the same text moved, scaled, sheared and bent a little, so that few examples teach as many. */
final class Augmentation {

    private final float[] matrix;
    private final float[] wave;

    /** @param strength 0 for none, 1 for as much as leaves the text readable */
    Augmentation(double strength, RandomGenerator random) {
        matrix = new float[] {1 + within(0.06 * strength, random), within(0.12 * strength, random),
                within(5 * strength, random), within(0.03 * strength, random), 1 + within(0.1 * strength, random),
                within(3 * strength, random)};
        wave = new float[] {within(1.2 * strength, random), 1 / (30 + 40 * random.nextFloat()), random.nextFloat(),
                within(1.2 * strength, random), 1 / (20 + 40 * random.nextFloat()), random.nextFloat()};
    }

    /** Writes a picture, warped, into a larger array from a place on. */
    void apply(Examples examples, int example, float[] to, int place) {
        float[] from = examples.inputs()[example];
        int width = examples.width();
        int height = examples.height();
        float middleX = (width - 1) / 2f;
        float middleY = (height - 1) / 2f;
        float[] bendY = new float[width];
        for (int x = 0; x < width; x++) {
            bendY[x] = wave[3] * sine(x * wave[4] + wave[5]);
        }
        for (int y = 0; y < height; y++) {
            float down = y - middleY;
            float bendX = wave[0] * sine(y * wave[1] + wave[2]);
            for (int x = 0; x < width; x++) {
                float right = x - middleX;
                float fromX = middleX + matrix[0] * right + matrix[1] * down + matrix[2] + bendX;
                float fromY = middleY + matrix[3] * right + matrix[4] * down + matrix[5] + bendY[x];
                to[place + y * width + x] = between(from, width, height, fromX, fromY);
            }
        }
    }

    private static float between(float[] from, int width, int height, float x, float y) {
        float heldX = Math.max(0, Math.min(width - 1.001f, x));
        float heldY = Math.max(0, Math.min(height - 1.001f, y));
        int left = (int) heldX;
        int at = (int) heldY * width + left;
        float toRight = heldX - left;
        float down = heldY - (int) heldY;
        float above = from[at] + toRight * (from[at + 1] - from[at]);
        float below = from[at + width] + toRight * (from[at + width + 1] - from[at + width]);
        return above + down * (below - above);
    }

    private static float sine(float turns) {
        return (float) Math.sin(2 * Math.PI * turns);
    }

    private static float within(double reach, RandomGenerator random) {
        return (float) (reach * (2 * random.nextDouble() - 1));
    }
}
