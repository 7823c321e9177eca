package io.komauth.captcha.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

class FontSystemTest {

    @Test
    void paintingLoadsNothingOfTheFontSystemOfJava() throws IOException {
        Process java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true", "-Xshare:auto", "-Xlog:class+load",
                "-cp", System.getProperty("java.class.path"), PaintOnce.class.getName())
                .redirectErrorStream(true)
                .start();
        String log = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(log).contains(" " + CaptchaPainter.class.getName() + " ").contains(PaintOnce.DONE);
        assertThat(log).doesNotContain(" sun.font.").doesNotContain(" sun.java2d.").doesNotContain(" java.awt.");
    }

    static final class PaintOnce {

        static final String DONE = "painted bytes:";

        private PaintOnce() {
        }

        public static void main(String[] arguments) {
            System.out.println(DONE + new CaptchaPainter().paint("abcde", new SplittableRandom()).length);
        }
    }
}
