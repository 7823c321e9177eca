package io.komauth.benchmarks.strength;

import java.awt.image.BufferedImage;

/**
 * A captcha, and what it shows.
 *
 * @param text what a reader has to say, folded as by its {@link CaptchaMaker}
 */
record LabelledImage(String text, BufferedImage image) {
}
