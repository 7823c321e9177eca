package io.komauth.benchmarks.strength;

import java.nio.file.Path;
import java.util.List;

import io.komauth.benchmarks.Benchmark;

/** How well machines read and hear the captchas. No person is measured here. */
public final class StrengthBenchmark implements Benchmark {

    private static final int PICTURES = 1000;
    private static final List<Double> SECONDS = List.of(90.0, 480.0);
    private static final int CAPTCHAS = 200;

    /**
     * @param arguments none for all that the page shows, or {@code tesseract <pictures>}, {@code network <seconds> …} or
     *                  {@code ear <captchas>} for less; {@code ours <seconds> …} is the network tuned to ours alone;
     *                  {@code sheet} makes a new sheet for a vision-language model,
     *                  and {@code model <file>} counts what it read right;
     *                  {@code sheets <folder> <seed> <pictures> <pixels>} makes as many as are asked for, and
     *                  {@code readings <file> <seed> <pixels>} counts
     */
    @Override
    public String run(List<String> arguments) throws Exception {
        if (arguments.isEmpty()) {
            return String.join("\n", tesseract(PICTURES), network(SECONDS), ear(CAPTCHAS));
        }
        List<String> numbers = arguments.subList(1, arguments.size());
        return switch (arguments.get(0)) {
            case "tesseract" -> tesseract(Integer.parseInt(numbers.get(0)));
            case "network" -> network(numbers.stream().map(Double::valueOf).toList());
            case "ours" -> NetworkTable.ofOursTuned(numbers.stream().map(Double::valueOf).toList()).toString();
            case "ear" -> ear(Integer.parseInt(numbers.get(0)));
            case "sheets" -> {
                new BlindReading(Long.parseLong(numbers.get(1)), Integer.parseInt(numbers.get(3)))
                        .write(Path.of(numbers.get(0)), Integer.parseInt(numbers.get(2)));
                yield "New sheets. Read them before you count.";
            }
            case "readings" -> new BlindReading(Long.parseLong(numbers.get(1)), Integer.parseInt(numbers.get(2)))
                    .compare(Path.of(numbers.get(0)));
            case "sheet" -> {
                ContactSheet.write();
                yield "A new sheet. Read it before you look at its texts.";
            }
            case "model" -> "Read right: %d of %d"
                    .formatted(ContactSheet.right(Path.of(numbers.get(0))), ContactSheet.PICTURES);
            default -> throw new IllegalArgumentException("strength knows tesseract, network, ours, ear, sheet, model, sheets, "
                    + "readings; -Dbenchmark=people measures people");
        };
    }

    private static String tesseract(int pictures) throws Exception {
        return Tesseract.version() + "\n\n" + TesseractTable.of(pictures);
    }

    private static String network(List<Double> seconds) {
        return Network.version() + ", learning from " + NetworkTable.SEEN + " pictures of each\n\n"
                + NetworkTable.of(seconds);
    }

    private static String ear(int captchas) throws Exception {
        return MatchedFilterTable.of(captchas).toString();
    }
}
