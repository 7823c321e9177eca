package io.komauth.captcha.image;

import java.util.Arrays;

/**
 * Closed polygons as a list of points, to be moved about. Its points are close enough together that bending them bends
 * the shape.
 */
final class Outline {

    final float[] x;
    final float[] y;

    /** For each polygon the index after its last point. */
    final int[] ends;

    Outline(float[] x, float[] y, int[] ends) {
        this.x = x;
        this.y = y;
        this.ends = ends;
    }

    Outline copy() {
        return new Outline(x.clone(), y.clone(), ends);
    }

    /** x' = xx x + xy y + dx, y' = yx x + yy y + dy */
    Outline transform(double xx, double xy, double dx, double yx, double yy, double dy) {
        for (int i = 0; i < x.length; i++) {
            double oldX = x[i];
            double oldY = y[i];
            x[i] = (float) (xx * oldX + xy * oldY + dx);
            y[i] = (float) (yx * oldX + yy * oldY + dy);
        }
        return this;
    }

    Outline move(double dx, double dy) {
        return transform(1, 0, dx, 0, 1, dy);
    }

    Outline scale(double byX, double byY) {
        return transform(byX, 0, 0, 0, byY, 0);
    }

    float left() {
        return min(x);
    }

    float right() {
        return max(x);
    }

    float top() {
        return min(y);
    }

    float bottom() {
        return max(y);
    }

    private static float min(float[] values) {
        float min = Float.POSITIVE_INFINITY;
        for (float value : values) {
            min = Math.min(min, value);
        }
        return min;
    }

    private static float max(float[] values) {
        float max = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            max = Math.max(max, value);
        }
        return max;
    }

    /** Collects the points of outlines, with more of them where they are far apart. */
    static final class Builder {

        private final double maxDistance;
        private float[] x = new float[64];
        private float[] y = new float[64];
        private int[] ends = new int[4];
        private int points;
        private int polygons;

        /** @param maxDistance how far apart two points of a line may be */
        Builder(double maxDistance) {
            this.maxDistance = maxDistance;
        }

        void moveTo(double toX, double toY) {
            close();
            add(toX, toY);
        }

        void lineTo(double toX, double toY) {
            double fromX = x[points - 1];
            double fromY = y[points - 1];
            int steps = steps(Math.hypot(toX - fromX, toY - fromY));
            for (int i = 1; i <= steps; i++) {
                double t = (double) i / steps;
                add(fromX + t * (toX - fromX), fromY + t * (toY - fromY));
            }
        }

        void quadTo(double viaX, double viaY, double toX, double toY) {
            double fromX = x[points - 1];
            double fromY = y[points - 1];
            int steps = 1 + steps(Math.hypot(viaX - fromX, viaY - fromY) + Math.hypot(toX - viaX, toY - viaY));
            for (int i = 1; i <= steps; i++) {
                double t = (double) i / steps;
                double s = 1 - t;
                add(s * s * fromX + 2 * s * t * viaX + t * t * toX, s * s * fromY + 2 * s * t * viaY + t * t * toY);
            }
        }

        /** Ends a polygon; its last side is drawn if it is missing. */
        void close() {
            int start = polygons == 0 ? 0 : ends[polygons - 1];
            if (points > start) {
                lineTo(x[start], y[start]);
                if (polygons == ends.length) {
                    ends = Arrays.copyOf(ends, 2 * polygons);
                }
                ends[polygons++] = points;
            }
        }

        Outline build() {
            close();
            return new Outline(Arrays.copyOf(x, points), Arrays.copyOf(y, points), Arrays.copyOf(ends, polygons));
        }

        private int steps(double length) {
            return Math.max(1, (int) Math.ceil(length / maxDistance));
        }

        private void add(double newX, double newY) {
            if (points == x.length) {
                x = Arrays.copyOf(x, 2 * points);
                y = Arrays.copyOf(y, 2 * points);
            }
            x[points] = (float) newX;
            y[points++] = (float) newY;
        }
    }
}
