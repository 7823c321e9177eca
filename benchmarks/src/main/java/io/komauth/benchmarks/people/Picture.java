package io.komauth.benchmarks.people;

import java.util.random.RandomGenerator;

import io.komauth.captcha.CaptchaSettings;
import io.komauth.captcha.image.Alphabet;
import io.komauth.captcha.image.CaptchaPainter;
import io.komauth.captcha.image.PictureDensity;

/**
 * A captcha to read.
 *
 * @param text what it shows; it never leaves the server
 * @param png  as login pages have it
 */
record Picture(String text, byte[] png) {

    private static final CaptchaPainter PAINTER = new CaptchaPainter();

    /** @return a new one, of the default length */
    static Picture random(RandomGenerator random) {
        String text = random.ints(CaptchaSettings.LENGTH.defaultValue(), 0, Alphabet.CHARACTERS.length())
                .map(Alphabet.CHARACTERS::charAt)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        return of(text, random);
    }

    static Picture of(String text, RandomGenerator random) {
        return new Picture(text, PAINTER.paint(text, random, PictureDensity.DOUBLE));
    }
}
