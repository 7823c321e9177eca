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
        byte[] pixels = new byte[width * height];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) random.nextInt(Png.COLOURS);
        }

        BufferedImage read = ImageIO.read(new ByteArrayInputStream(Png.encode(width, height, pixels, colours)));

        assertThat(read.getWidth()).isEqualTo(width);
        assertThat(read.getHeight()).isEqualTo(height);
        for (int i = 0; i < pixels.length; i++) {
            int at = 3 * pixels[i];
            int colour = (colours[at] & 255) << 16 | (colours[at + 1] & 255) << 8 | colours[at + 2] & 255;
            assertThat(read.getRGB(i % width, i / width) & 0xffffff).as("pixel %d", i).isEqualTo(colour);
        }
    }
}
