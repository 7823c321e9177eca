package io.komauth.benchmarks.strength;

import java.util.List;

/**
 * Pictures as a network sees them: paper is -1 and ink 1, as far as the left edge tells.
 *
 * @param width  pixels
 * @param height pixels
 * @param inputs of each picture its pixels, row by row
 * @param labels of each picture which of the characters it has at each place
 */
record Examples(int width, int height, float[][] inputs, int[][] labels) {

    /** @param characters all that may be in the texts */
    static Examples of(List<LabelledImage> pictures, String characters) {
        float[][] inputs = new float[pictures.size()][];
        int[][] labels = new int[pictures.size()][];
        int width = pictures.get(0).image().getWidth();
        int height = pictures.get(0).image().getHeight();
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = levelled(GreyImage.of(pictures.get(i).image()));
            labels[i] = pictures.get(i).text().chars().map(characters::indexOf).toArray();
        }
        return new Examples(width, height, inputs, labels);
    }

    /** @return pixels of a picture */
    int size() {
        return width * height;
    }

    int count() {
        return inputs.length;
    }

    static float[] levelled(GreyImage grey) {
        int darkest = 255;
        int lightest = 0;
        int edge = 0;
        for (int pixel : grey.pixels()) {
            darkest = Math.min(darkest, pixel);
            lightest = Math.max(lightest, pixel);
        }
        for (int y = 0; y < grey.height(); y++) {
            edge += grey.at(0, y);
        }
        float half = Math.max(1, lightest - darkest) / 2f;
        float sign = edge > grey.height() * (darkest + half) ? -1 : 1;
        float[] levelled = new float[grey.pixels().length];
        for (int i = 0; i < levelled.length; i++) {
            levelled[i] = sign * ((grey.pixels()[i] - darkest) / half - 1);
        }
        return levelled;
    }
}
