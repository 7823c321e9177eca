package io.komauth.benchmarks.strength;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import io.komauth.captcha.image.CaptchaPainter;
import io.komauth.captcha.image.PictureDensity;

/**
 * Any number of our pictures, to be read from sheets without their texts, which a seed brings back afterwards.
 *
 * @param seed   of the texts and pictures
 * @param pixels of the pictures: 1 as the API answers them, 2 as login pages show them
 */
record BlindReading(long seed, int pixels) {

    private static final int PICTURES_OF_A_SHEET = 60;

    /** Writes {@code sheet-1.png} and so on. */
    void write(Path folder, int count) throws IOException {
        Files.createDirectories(folder);
        List<LabelledImage> pictures = pictures(count);
        for (int first = 0; first < count; first += PICTURES_OF_A_SHEET) {
            List<LabelledImage> shown = pictures.subList(first, Math.min(count, first + PICTURES_OF_A_SHEET));
            String name = "sheet-%d.png".formatted(first / PICTURES_OF_A_SHEET + 1);
            ImageIO.write(ContactSheet.sheet(shown, first + 1), "png", folder.resolve(name).toFile());
        }
    }

    /**
     * @param readings a line for each picture, in the order of the sheets: number, blank, text
     * @return how many are right, and what was taken for what
     */
    String compare(Path readings) throws IOException {
        List<String> read = Files.readAllLines(readings).stream()
                .map(line -> CaptchaMaker.KOM_AUTH.fold(line.strip().replaceFirst("^\\d+\\s*", ""))).toList();
        List<LabelledImage> pictures = pictures(read.size());
        Map<String, Integer> confused = new TreeMap<>();
        int right = 0;
        for (int i = 0; i < read.size(); i++) {
            String shown = pictures.get(i).text();
            String seen = read.get(i);
            right += shown.equals(seen) ? 1 : 0;
            if (shown.length() == seen.length()) {
                IntStream.range(0, shown.length()).filter(at -> shown.charAt(at) != seen.charAt(at))
                        .forEach(at -> confused.merge(shown.charAt(at) + " as " + seen.charAt(at), 1, Integer::sum));
            }
        }
        return "Read right: %d of %d. Confused: %s".formatted(right, read.size(), confused);
    }

    private List<LabelledImage> pictures(int count) {
        CaptchaPainter painter = new CaptchaPainter();
        SplittableRandom random = new SplittableRandom(seed);
        PictureDensity density =
                Stream.of(PictureDensity.values()).filter(each -> each.pixels() == pixels).findFirst().orElseThrow();
        return Stream.generate(() -> CaptchaMaker.text(random)).limit(count)
                .map(text -> CaptchaMaker.KOM_AUTH.picture(text,
                        CaptchaMaker.decode(painter.paint(text, new SplittableRandom(random.nextLong()), density))))
                .toList();
    }
}
