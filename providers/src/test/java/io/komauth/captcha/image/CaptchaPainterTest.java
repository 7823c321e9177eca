package io.komauth.captcha.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaptchaPainterTest {

    private final CaptchaPainter painter = new CaptchaPainter();

    @ParameterizedTest
    @ValueSource(strings = {"ejqc", "abcde", "6ghwxT", "zyxwvut", "mwmwmwmw"})
    void everyLengthMakesAPictureOfTheSameSize(String text) throws IOException {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(painter.paint(text, new SplittableRandom(1))));

        assertThat(picture.getWidth()).isEqualTo(130);
        assertThat(picture.getHeight()).isEqualTo(48);
    }

    /** Each pixel of the one is about the mean of four of the other. */
    @Test
    void theDoubleDensityShowsTheSame() throws IOException {
        for (int seed = 0; seed < 20; seed++) {
            BufferedImage single = ImageIO.read(new ByteArrayInputStream(painter.paint("abcde", new SplittableRandom(seed))));
            BufferedImage twice = ImageIO.read(new ByteArrayInputStream(
                    painter.paint("abcde", new SplittableRandom(seed), PictureDensity.DOUBLE)));

            assertThat(twice.getWidth()).isEqualTo(2 * single.getWidth());
            assertThat(twice.getHeight()).isEqualTo(2 * single.getHeight());
            long differences = 0;
            for (int y = 0; y < single.getHeight(); y++) {
                for (int x = 0; x < single.getWidth(); x++) {
                    int mean = (green(twice, 2 * x, 2 * y) + green(twice, 2 * x + 1, 2 * y)
                            + green(twice, 2 * x, 2 * y + 1) + green(twice, 2 * x + 1, 2 * y + 1)) / 4;
                    differences += Math.abs(mean - green(single, x, y));
                }
            }
            assertThat(differences / (single.getWidth() * single.getHeight())).isLessThan(8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0123", "456789", "abcdefgh", "ijklmnop", "qrstuvwx", "yzAB", "YZ"})
    void everyLetterAndDigitCanBePainted(String text) {
        assertThat(painter.paint(text + text.substring(0, text.length() < 4 ? 2 : 0), new SplittableRandom(2)))
                .isNotEmpty();
    }

    @Test
    void tenThousandPicturesOfOneAnswerAreAllDifferent() {
        SplittableRandom random = new SplittableRandom(new SecureRandom().nextLong());

        Set<BigInteger> pictures = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            pictures.add(new BigInteger(painter.paint("abcde", random)));
        }

        assertThat(pictures).hasSize(10_000);
    }

    @Test
    void theSameSeedPaintsTheSamePicture() {
        CaptchaPainter another = new CaptchaPainter();
        for (long seed = 0; seed < 50; seed++) {
            assertThat(painter.paint("abcde", new SplittableRandom(seed)))
                    .isEqualTo(another.paint("abcde", new SplittableRandom(seed)));
        }
    }

    @Test
    void paperAndInkAreFarApartInEveryPicture() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 200; i++) {
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(painter.paint("abcde", random)));

            int[] brightness = Arrays.stream(picture.getRGB(0, 0, 130, 48, null, 0, 130))
                    .map(rgb -> (rgb >> 16 & 255) + (rgb >> 8 & 255) + (rgb & 255)).sorted().toArray();
            int darkest = brightness[brightness.length / 10];
            int lightest = brightness[brightness.length * 9 / 10];
            assertThat((lightest - darkest) / 3).isGreaterThan(70);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "abcdefghi"})
    void aTextOfAnotherLengthIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> painter.paint(text, new SplittableRandom(1)))
                .withMessageContaining("4 to 8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc!", "ab cd", "abcä", "验证码四"})
    void aTextWithAnyOtherCharacterIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> painter.paint(text, new SplittableRandom(1)))
                .withMessageContaining("U+");
    }

    private static int green(BufferedImage image, int x, int y) {
        return image.getRGB(x, y) >> 8 & 255;
    }
}
