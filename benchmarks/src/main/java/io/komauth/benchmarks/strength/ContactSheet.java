package io.komauth.benchmarks.strength;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

import io.komauth.benchmarks.BenchmarksPage;

/** Pictures for a vision-language model to read, without their texts. */
final class ContactSheet {

    static final int PICTURES = 60;

    private static final int COLUMNS = 4;
    private static final int NUMBER = 34;
    private static final int GAP = 18;

    private ContactSheet() {
    }

    /** Replaces the sheet and its texts by new ones, that no model has seen. */
    static void write() throws IOException {
        List<LabelledImage> pictures = CaptchaMaker.KOM_AUTH.pictures(PICTURES, new SecureRandom());
        ImageIO.write(sheet(pictures, 1), "png", BenchmarksPage.docs().resolve("images/captcha-sheet.png").toFile());
        Files.write(texts(), IntStream.range(0, PICTURES)
                .mapToObj(i -> "%02d %s".formatted(i + 1, pictures.get(i).text())).toList());
    }

    /**
     * Compares what a model read with what the sheet shows, as a login would.
     *
     * @param readings lines as those of the texts: number, blank, text
     * @return how many are right
     */
    static long right(Path readings) throws IOException {
        Map<Integer, String> texts = byNumber(texts());
        return byNumber(readings).entrySet().stream()
                .filter(reading -> reading.getValue().equals(texts.get(reading.getKey()))).count();
    }

    private static Map<Integer, String> byNumber(Path lines) throws IOException {
        // a number alone is a picture that could not be read
        return Files.readAllLines(lines).stream().map(line -> line.strip().split("\\s+", 2))
                .filter(line -> line.length == 2).collect(
                        Collectors.toMap(line -> Integer.valueOf(line[0]), line -> CaptchaMaker.KOM_AUTH.fold(line[1])));
    }

    private static Path texts() {
        return BenchmarksPage.docs().resolve("captcha-sheet-codes.txt");
    }

    /** @param first the number of the first picture */
    static BufferedImage sheet(List<LabelledImage> pictures, int first) {
        int rows = (pictures.size() + COLUMNS - 1) / COLUMNS;
        int height = pictures.get(0).image().getHeight();
        int cellWidth = NUMBER + pictures.get(0).image().getWidth() + GAP;
        int cellHeight = height + GAP;
        BufferedImage sheet = new BufferedImage(COLUMNS * cellWidth + GAP, rows * cellHeight + GAP,
                BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        graphics.setColor(Color.DARK_GRAY);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        for (int i = 0; i < pictures.size(); i++) {
            int x = GAP + i % COLUMNS * cellWidth;
            int y = GAP + i / COLUMNS * cellHeight;
            graphics.drawString(String.valueOf(first + i), x, y + height / 2 + 5);
            graphics.drawImage(pictures.get(i).image(), x + NUMBER, y, null);
        }
        graphics.dispose();
        return sheet;
    }
}
