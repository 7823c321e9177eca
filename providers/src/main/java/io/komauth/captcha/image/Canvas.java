package io.komauth.captcha.image;

/**
 * Fills outlines with smooth edges. A side of an outline adds to the pixels it crosses how much of them lies to its
 * right, so that the sum along a row is the share of each pixel that is inside.
 */
final class Canvas {

    private final int width;
    private final int height;
    private final float[] ink;
    private final float[] edges;

    Canvas(int width, int height) {
        this.width = width;
        this.height = height;
        this.ink = new float[width * height];
        this.edges = new float[(width + 2) * height];
    }

    void fill(Outline outline, Blend blend) {
        int start = 0;
        for (int end : outline.ends) {
            for (int i = start, before = end - 1; i < end; before = i++) {
                side(outline.x[before], outline.y[before], outline.x[i], outline.y[i]);
            }
            start = end;
        }
        int first = Math.max(0, (int) outline.top());
        int last = Math.min(height - 1, (int) outline.bottom());
        for (int row = first; row <= last; row++) {
            blend(row, blend);
        }
    }

    /** The share of ink of each pixel, row by row, in steps from 0 to a highest one. */
    byte[] levels(int highest) {
        byte[] levels = new byte[ink.length];
        for (int i = 0; i < ink.length; i++) {
            levels[i] = (byte) (ink[i] * highest + 0.5f);
        }
        return levels;
    }

    private void side(float x1, float y1, float x2, float y2) {
        if (y1 == y2) {
            return;
        }
        float way = y1 < y2 ? 1 : -1;
        float topX = y1 < y2 ? x1 : x2;
        float topY = Math.min(y1, y2);
        float bottomY = Math.max(y1, y2);
        float slope = (x2 - x1) / (y2 - y1);
        int last = Math.min(height - 1, (int) Math.ceil(bottomY) - 1);
        for (int row = Math.max(0, (int) Math.floor(topY)); row <= last; row++) {
            float fromY = Math.max(row, topY);
            float toY = Math.min(row + 1, bottomY);
            piece(row, hold(topX + (fromY - topY) * slope), hold(topX + (toY - topY) * slope), way * (toY - fromY));
        }
    }

    private void blend(int row, Blend blend) {
        int edge = row * (width + 2);
        int end = edge + width;
        int pixel = row * width;
        float sum = 0;
        for (; edge < end; edge++, pixel++) {
            sum += edges[edge];
            edges[edge] = 0;
            ink[pixel] = blend.of(ink[pixel], Math.min(1, Math.abs(sum)));
        }
        edges[end] = 0;
        edges[end + 1] = 0;
    }

    /** The piece of a side within one row. */
    private void piece(int row, float oneX, float otherX, float rise) {
        float fromX = Math.min(oneX, otherX);
        float toX = Math.max(oneX, otherX);
        int first = (int) fromX;
        int at = row * (width + 2) + first;
        if (toX <= first + 1) {
            float right = 1 - ((fromX + toX) / 2 - first);
            edges[at] += rise * right;
            edges[at + 1] += rise * (1 - right);
            return;
        }
        float perPixel = rise / (toX - fromX);
        float covered = 0;
        float x = fromX;
        for (int column = first; x < toX; column++) {
            float nextX = Math.min(column + 1, toX);
            float part = (nextX - x) * perPixel;
            float right = 1 - ((x + nextX) / 2 - column);
            edges[at] += part * right + covered;
            covered = part * (1 - right);
            at++;
            x = nextX;
        }
        edges[at] += covered;
    }

    private float hold(float x) {
        return Math.max(0, Math.min(width, x));
    }
}
