package io.komauth.captcha.image;

/** Sines from a table: bending takes thousands a picture, and needs no more precision than can be seen. */
final class SineTable {

    private static final int STEPS = 4096;
    private static final float[] TABLE = new float[STEPS];

    static {
        for (int i = 0; i < STEPS; i++) {
            TABLE[i] = (float) Math.sin(2 * Math.PI * i / STEPS);
        }
    }

    private SineTable() {
    }

    /** @param turns the angle in full turns, of either sign */
    static float of(float turns) {
        return TABLE[(int) (turns * STEPS) & STEPS - 1];
    }
}
