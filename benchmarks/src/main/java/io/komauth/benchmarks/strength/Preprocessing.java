package io.komauth.benchmarks.strength;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/** Preprocessing before a picture is read by a machine; each step continues from the one before. */
enum Preprocessing {

    RAW("raw") {
        @Override
        BufferedImage apply(BufferedImage picture) {
            return picture;
        }
    },

    GREY("grey, three times larger") {
        @Override
        BufferedImage apply(BufferedImage picture) {
            BufferedImage grey = new BufferedImage(LARGER * picture.getWidth(), LARGER * picture.getHeight(),
                    BufferedImage.TYPE_BYTE_GRAY);
            Graphics2D graphics = grey.createGraphics();
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            graphics.drawImage(picture, 0, 0, grey.getWidth(), grey.getHeight(), null);
            graphics.dispose();
            return grey;
        }
    },

    OTSU("Otsu's threshold") {
        @Override
        BufferedImage apply(BufferedImage picture) {
            GreyImage grey = GreyImage.of(picture);
            return grey.blackOnWhite(grey.otsu()).image();
        }
    },

    MEDIAN("median filter") {
        @Override
        BufferedImage apply(BufferedImage picture) {
            return GreyImage.of(picture).voted(MEDIAN_SIDE, MEDIAN_SIDE * MEDIAN_SIDE / 2 + 1).image();
        }
    },

    STROKES("thin strokes removed") {
        @Override
        BufferedImage apply(BufferedImage picture) {
            // ink loses what is thinner than a stroke, and then the rest gets back what it has lost
            return GreyImage.of(picture).voted(STROKE, STROKE * STROKE).voted(STROKE, 1).image();
        }
    };

    private static final int LARGER = 3;

    /** Pixels of the larger picture, as the next. */
    private static final int MEDIAN_SIDE = 5;

    private static final int STROKE = 7;

    private final String title;

    Preprocessing(String title) {
        this.title = title;
    }

    abstract BufferedImage apply(BufferedImage picture);

    /** @return the picture after this step and all before it */
    BufferedImage clean(BufferedImage picture) {
        return Arrays.stream(values()).limit(ordinal() + 1L).reduce(picture, (cleaned, step) -> step.apply(cleaned),
                (one, other) -> other);
    }

    @Override
    public String toString() {
        return title;
    }
}
