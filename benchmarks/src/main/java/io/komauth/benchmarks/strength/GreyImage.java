package io.komauth.benchmarks.strength;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Arrays;

/**
 * A grey picture.
 *
 * @param pixels from 0, black, to 255, row by row
 */
record GreyImage(int width, int height, int[] pixels) {

    private static final int LEVELS = 256;

    static GreyImage of(BufferedImage image) {
        BufferedImage grey = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = grey.createGraphics();
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        byte[] bytes = ((DataBufferByte) grey.getRaster().getDataBuffer()).getData();
        int[] pixels = new int[bytes.length];
        Arrays.setAll(pixels, i -> Byte.toUnsignedInt(bytes[i]));
        return new GreyImage(image.getWidth(), image.getHeight(), pixels);
    }

    BufferedImage image() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        byte[] bytes = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) pixels[i];
        }
        return image;
    }

    /** @return the lightest level of the darker of the two groups of pixels that differ most (Otsu, 1979) */
    int otsu() {
        int[] counts = new int[LEVELS];
        long all = 0;
        for (int pixel : pixels) {
            counts[pixel]++;
            all += pixel;
        }
        int best = 0;
        double most = -1;
        long dark = 0;
        long darkCount = 0;
        for (int level = 0; level < LEVELS; level++) {
            dark += (long) level * counts[level];
            darkCount += counts[level];
            double apart = (double) dark * pixels.length - (double) all * darkCount;
            double between = apart * apart / Math.max(1.0, (double) darkCount * (pixels.length - darkCount));
            if (between > most) {
                most = between;
                best = level;
            }
        }
        return best;
    }

    /** @return black and white: what there is more of is taken for paper, and is white */
    GreyImage blackOnWhite(int threshold) {
        long dark = Arrays.stream(pixels).filter(pixel -> pixel <= threshold).count();
        boolean light = dark * 2 > pixels.length;
        return new GreyImage(width, height,
                Arrays.stream(pixels).map(pixel -> pixel <= threshold == light ? LEVELS - 1 : 0).toArray());
    }

    /**
     * Makes a pixel of a black and white picture black where enough of the square around it are; beyond its edges the
     * picture goes on as there.
     *
     * @param side  odd
     * @param votes how many black ones are enough
     */
    GreyImage voted(int side, int votes) {
        int[] inRow = new int[pixels.length];
        int[] voted = new int[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            for (int step = -side / 2; step <= side / 2; step++) {
                inRow[i] += at(i % width + step, i / width) == 0 ? 1 : 0;
            }
        }
        GreyImage counts = new GreyImage(width, height, inRow);
        for (int i = 0; i < pixels.length; i++) {
            int count = 0;
            for (int step = -side / 2; step <= side / 2; step++) {
                count += counts.at(i % width, i / width + step);
            }
            voted[i] = count >= votes ? 0 : LEVELS - 1;
        }
        return new GreyImage(width, height, voted);
    }

    /** @return the pixel there, or the nearest */
    int at(int x, int y) {
        return pixels[Math.max(0, Math.min(height - 1, y)) * width + Math.max(0, Math.min(width - 1, x))];
    }
}
