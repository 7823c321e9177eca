package io.komauth.captcha.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.SplittableRandom;

import javax.imageio.ImageIO;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PngTest {

    @ParameterizedTest
    @CsvSource({"130,48", "1,1", "7,3", "255,2"})
    void aPictureIsReadBackPixelByPixel(int width, int height) throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        byte[] colours = new byte[3 * Png.COLOURS];
        random.nextBytes(colours);
        int bytesOfARow = (width + 3) / 4;
        byte[] levels = new byte[bytesOfARow * height];
        random.nextBytes(levels);

        BufferedImage read = ImageIO.read(new ByteArrayInputStream(
                new Png(width, height).encode(levels, colours)));

        assertThat(read.getWidth()).isEqualTo(width);
        assertThat(read.getHeight()).isEqualTo(height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = 3 * (levels[y * bytesOfARow + x / 4] >> 6 - 2 * (x % 4) & 3);
                int colour = (colours[at] & 255) << 16 | (colours[at + 1] & 255) << 8 | colours[at + 2] & 255;
                assertThat(read.getRGB(x, y) & 0xffffff).as("pixel %d, %d", x, y).isEqualTo(colour);
            }
        }
    }
}
