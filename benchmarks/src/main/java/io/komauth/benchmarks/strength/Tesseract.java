package io.komauth.benchmarks.strength;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

/** Debian's {@code tesseract}, one process for many pictures. */
final class Tesseract {

    /** What it writes between what it read of two pictures. */
    private static final String BETWEEN_PAGES = "\f";

    private Tesseract() {
    }

    /** @return such as {@code tesseract 5.3.0} */
    static String version() throws IOException, InterruptedException {
        return run(List.of("--version")).lines().findFirst().orElseThrow();
    }

    /**
     * Reads pictures.
     *
     * @param segmentation its page segmentation mode: 7 for a line of text, 8 for a word
     * @return letters and digits of each, in lower case
     */
    static List<String> read(List<BufferedImage> pictures, int segmentation) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("tesseract");
        try {
            List<String> files = new ArrayList<>();
            for (BufferedImage picture : pictures) {
                Path file = folder.resolve(files.size() + ".png");
                ImageIO.write(picture, "png", file.toFile());
                files.add(file.toString());
            }
            Path list = Files.write(folder.resolve("list.txt"), files);
            String texts = run(List.of(list.toString(), "stdout", "-l", "eng", "--psm", String.valueOf(segmentation)));
            String[] pages = texts.split(BETWEEN_PAGES, -1);
            if (pages.length != pictures.size()) {
                throw new IOException("tesseract read " + pages.length + " of " + pictures.size() + " pictures");
            }
            return Stream.of(pages).map(page -> page.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT)).toList();
        } finally {
            remove(folder);
        }
    }

    private static String run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tesseract"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectInput(new File("/dev/null"));
        // small pictures: threads would wait for each other longer than they work
        builder.environment().put("OMP_THREAD_LIMIT", "1");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("tesseract ended with " + process.exitValue());
        }
        return output;
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
