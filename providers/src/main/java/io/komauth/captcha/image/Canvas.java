package io.komauth.captcha.image;

/**
 * Fills outlines with smooth edges. A picture has four colours, so three samples of each pixel tell as much of its
 * share of ink as can be seen. Each is on a line of its own, and a line is a row of bits, of which 64 are filled at
 * once.
 */
final class Canvas {

    private static final int SAMPLES = 3;

    /**
     * How far each sample of a pixel is from the pixel's right edge, the highest first. As none is right below another,
     * sides of most directions pass them one after the other.
     */
    private static final float[] FROM_RIGHT = {1 / 2f, 1 / 6f, 5 / 6f};

    /** Four bits, each with room for another before it. */
    private static final byte[] SPREAD = {0, 1, 4, 5, 16, 17, 20, 21, 64, 65, 68, 69, 80, 81, 84, 85};

    private final int width;
    private final int height;
    private final int words;
    private final long[] ink;

    /** Where, from left to right, the inside of a shape begins and ends; empty but while it is filled. */
    private final long[] edges;

    Canvas(int width, int height) {
        this.width = width;
        this.height = height;
        this.words = width / Long.SIZE + 1;
        this.ink = new long[SAMPLES * height * words];
        this.edges = new long[SAMPLES * height * words];
    }

    /** A polygon inside another one of the same outline is a hole. */
    void fill(Outline outline, FillRule rule) {
        int start = 0;
        for (int end : outline.ends) {
            for (int i = start, before = end - 1; i < end; before = i++) {
                addEdge(outline.x[before], outline.y[before], outline.x[i], outline.y[i]);
            }
            start = end;
        }
        int bottom = line(outline.bottom());
        for (int line = line(outline.top()); line < bottom; line++) {
            fillLine(line, rule);
        }
    }

    /** The level of each pixel, 0 (paper) to 3 (ink), in two bits from the highest of a byte; no byte has two rows. */
    byte[] levels() {
        int bytes = (width + 3) / 4;
        byte[] levels = new byte[bytes * height];
        for (int row = 0; row < height; row++) {
            for (int word = 0; word < words; word++) {
                int at = row * SAMPLES * words + word;
                long high = ink[at];
                long middle = ink[at + words];
                long low = ink[at + 2 * words];
                long odd = high ^ middle ^ low;
                long most = high & middle | middle & low | low & high;
                int to = row * bytes + 16 * word;
                int end = Math.min(to + 16, (row + 1) * bytes);
                for (int shift = 60; to < end; shift -= 4) {
                    levels[to++] = (byte) (SPREAD[(int) (odd >>> shift) & 15]
                            | SPREAD[(int) (most >>> shift) & 15] << 1);
                }
            }
        }
        return levels;
    }

    /** Marks the first sample to the right of a side, on each line that it crosses. */
    private void addEdge(float x1, float y1, float x2, float y2) {
        int one = line(y1);
        int other = line(y2);
        int last = Math.max(one, other);
        float slope = (x2 - x1) / (y2 * SAMPLES - y1 * SAMPLES);
        for (int line = Math.min(one, other); line < last; line++) {
            float x = x1 + (line + 0.5f - y1 * SAMPLES) * slope;
            int column = clamp((int) (x + FROM_RIGHT[line % SAMPLES]), width);
            edges[line * words + column / Long.SIZE] ^= Long.MIN_VALUE >>> column;
        }
    }

    private void fillLine(int line, FillRule rule) {
        long before = 0;
        for (int at = line * words; at < (line + 1) * words; at++) {
            long inside = parities(edges[at]) ^ before;
            before = -(inside & 1);
            edges[at] = 0;
            ink[at] = rule.of(ink[at], inside);
        }
    }

    /** For each bit whether, from the highest to it, an odd number of them is set. */
    private static long parities(long bits) {
        long parities = bits;
        parities ^= parities >>> 1;
        parities ^= parities >>> 2;
        parities ^= parities >>> 4;
        parities ^= parities >>> 8;
        parities ^= parities >>> 16;
        parities ^= parities >>> 32;
        return parities;
    }

    /** The first line that is not above. */
    private int line(float y) {
        return clamp((int) (y * SAMPLES + 0.5f), SAMPLES * height);
    }

    private static int clamp(int value, int most) {
        return Math.max(0, Math.min(most, value));
    }
}
