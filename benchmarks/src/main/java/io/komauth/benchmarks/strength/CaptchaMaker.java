package io.komauth.benchmarks.strength;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import com.wf.captcha.SpecCaptcha;

import io.komauth.captcha.image.Alphabet;
import io.komauth.captcha.image.CaptchaPainter;
import io.komauth.captcha.image.PictureDensity;

import cn.hutool.captcha.LineCaptcha;
import net.logicsquad.nanocaptcha.image.ImageCaptcha;

/** Captchas of one library, as it makes them by itself: five characters, no end of them. */
enum CaptchaMaker {

    KOM_AUTH("Kom Auth", Alphabet::normalize) {
        @Override
        Supplier<LabelledImage> pictures(RandomGenerator random) {
            CaptchaPainter painter = new CaptchaPainter();
            return () -> {
                String text = text(random);
                return picture(text, decode(painter.paint(text, random)));
            };
        }
    },

    /** Ours as login pages have them, with the network's size: twice as fine pictures have more shades then. */
    KOM_AUTH_OF_PAGES("Kom Auth, of a login page, halved", Alphabet::normalize) {
        @Override
        Supplier<LabelledImage> pictures(RandomGenerator random) {
            CaptchaPainter painter = new CaptchaPainter();
            return () -> {
                String text = text(random);
                LabelledImage picture = picture(text, decode(painter.paint(text, random, PictureDensity.DOUBLE)));
                return new LabelledImage(picture.text(), halved(picture.image()));
            };
        }
    },

    /** Ours as someone who has read the painter prepares them. */
    KOM_AUTH_EXCHANGED("Kom Auth, paper and ink exchanged back", Alphabet::normalize) {
        @Override
        Supplier<LabelledImage> pictures(RandomGenerator random) {
            Supplier<LabelledImage> pictures = KOM_AUTH.pictures(random);
            return () -> {
                LabelledImage picture = pictures.get();
                return new LabelledImage(picture.text(), InversionBoundary.undone(picture.image()));
            };
        }
    },

    EASY_CAPTCHA(version(SpecCaptcha.class), CaptchaMaker::lowerCase) {
        @Override
        Supplier<LabelledImage> pictures(RandomGenerator random) {
            return () -> {
                SpecCaptcha captcha = new SpecCaptcha(CaptchaPainter.WIDTH, CaptchaPainter.HEIGHT, LENGTH);
                ByteArrayOutputStream file = new ByteArrayOutputStream();
                captcha.out(file);
                return picture(captcha.text(), decode(file.toByteArray()));
            };
        }
    },

    HUTOOL(version(LineCaptcha.class), CaptchaMaker::lowerCase) {
        @Override
        Supplier<LabelledImage> pictures(RandomGenerator random) {
            return () -> {
                LineCaptcha captcha = new LineCaptcha(CaptchaPainter.WIDTH, CaptchaPainter.HEIGHT);
                return picture(captcha.getCode(), decode(captcha.getImageBytes()));
            };
        }
    },

    NANOCAPTCHA(version(ImageCaptcha.class), CaptchaMaker::lowerCase) {
        @Override
        Supplier<LabelledImage> pictures(RandomGenerator random) {
            return () -> {
                ImageCaptcha captcha = ImageCaptcha.create();
                return picture(captcha.getContent(), captcha.getImage());
            };
        }
    };

    /** Characters of each. */
    static final int LENGTH = 5;

    /** Of what makes ours. */
    private static final long SEED = 20_260_101;

    private final String title;
    private final UnaryOperator<String> fold;

    CaptchaMaker(String title, UnaryOperator<String> fold) {
        this.title = title;
        this.fold = fold;
    }

    /** @param random what makes ours; the peers have their own, which cannot be seeded */
    abstract Supplier<LabelledImage> pictures(RandomGenerator random);

    /** @return as many of it; of ours the same each time */
    List<LabelledImage> pictures(int count) {
        return pictures(count, new SplittableRandom(SEED));
    }

    List<LabelledImage> pictures(int count, RandomGenerator random) {
        return Stream.generate(pictures(random)).limit(count).toList();
    }

    /** @return the goal, which is one for ours as they are */
    String goal(String goal) {
        return this == KOM_AUTH ? goal : "";
    }

    /** @return the text such that two that its library takes for the same are equal */
    String fold(String text) {
        return fold.apply(text);
    }

    /** A picture as a white page shows it: of some the background is transparent. */
    LabelledImage picture(String text, BufferedImage image) {
        BufferedImage shown = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = shown.createGraphics();
        graphics.drawImage(image, 0, 0, Color.WHITE, null);
        graphics.dispose();
        return new LabelledImage(fold(text), shown);
    }

    /** @return a pixel for each four, of their mean colour */
    private static BufferedImage halved(BufferedImage image) {
        BufferedImage half = new BufferedImage(image.getWidth() / 2, image.getHeight() / 2, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = half.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, half.getWidth(), half.getHeight(), null);
        graphics.dispose();
        return half;
    }

    /** @return five characters of our alphabet */
    static String text(RandomGenerator random) {
        return random.ints(LENGTH, 0, Alphabet.CHARACTERS.length()).map(Alphabet.CHARACTERS::charAt)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    /** @return its name, and the version of a peer */
    @Override
    public String toString() {
        return title;
    }

    private static String lowerCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** The name of the JAR is the library's and its version. */
    private static String version(Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath()).getFileName().toString()
                .replace(".jar", "").replaceFirst("-(?=\\d)", " ");
    }

    static BufferedImage decode(byte[] file) {
        try {
            return ImageIO.read(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
