package io.komauth.captcha.image;

import java.util.random.RandomGenerator;

/** Bends outlines by sines: x by one of y, y by one of x. */
final class Wave {

    private final float ofX;
    private final float alongY;
    private final float startOfX;
    private final float ofY;
    private final float alongX;
    private final float startOfY;

    /**
     * @param ofX how far x is moved at most
     * @param alongY the length on the y-axis of a full wave of x
     * @param ofY how far y is moved at most
     * @param alongX the length on the x-axis of a full wave of y
     */
    Wave(double ofX, double alongY, double ofY, double alongX, RandomGenerator random) {
        this.ofX = (float) ofX;
        this.alongY = (float) alongY;
        this.startOfX = random.nextFloat();
        this.ofY = (float) ofY;
        this.alongX = (float) alongX;
        this.startOfY = random.nextFloat();
    }

    void bend(Outline outline) {
        for (int i = 0; i < outline.x.length; i++) {
            float x = outline.x[i];
            float y = outline.y[i];
            outline.x[i] = x + ofX * SineTable.of(y / alongY + startOfX);
            outline.y[i] = y + ofY * SineTable.of(x / alongX + startOfY);
        }
    }
}
