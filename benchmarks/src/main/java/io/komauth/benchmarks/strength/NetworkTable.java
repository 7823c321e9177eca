package io.komauth.benchmarks.strength;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.komauth.benchmarks.Table;

/** How many pictures a network reads that has learned from others for some time. */
final class NetworkTable {

    static final int SEEN = 7500;
    static final int UNSEEN = 500;

    /** By seconds. */
    private static final Map<Double, String> GOALS = Map.of(90.0, "at most 5", 480.0, "at most 125");

    private NetworkTable() {
    }

    /** @param seconds of two processors, after each of which ours are read; all others after the first only */
    static Table of(List<Double> seconds) {
        return of(seconds, List.of(Training.values()), List.of(CaptchaMaker.values()));
    }

    /** The rows that a change of our painter may change most. */
    static Table ofOursTuned(List<Double> seconds) {
        return of(seconds, List.of(Training.TUNED),
                List.of(CaptchaMaker.KOM_AUTH, CaptchaMaker.KOM_AUTH_OF_PAGES, CaptchaMaker.KOM_AUTH_EXCHANGED));
    }

    private static Table of(List<Double> seconds, List<Training> trainings, List<CaptchaMaker> makers) {
        List<String> headings = new ArrayList<>(List.of("read by the network, of " + UNSEEN, "trained"));
        for (double moment : seconds) {
            headings.addAll(List.of("after %.0f s".formatted(moment), "goal"));
        }
        headings.add("to read one, ms of a processor");
        Table table = new Table(headings.toArray(String[]::new));
        for (Training training : trainings) {
            for (CaptchaMaker make : makers) {
                table.row(row(make, training, seconds));
            }
        }
        return table;
    }

    private static Object[] row(CaptchaMaker make, Training training, List<Double> seconds) {
        Reading reading = read(make, training, make == CaptchaMaker.KOM_AUTH ? seconds : seconds.subList(0, 1));
        List<Long> read = reading.right();
        List<Object> cells = new ArrayList<>(List.of(make, training));
        for (int i = 0; i < seconds.size(); i++) {
            cells.add(i < read.size() ? read.get(i) : "");
            cells.add(make.goal(GOALS.getOrDefault(seconds.get(i), "")));
        }
        cells.add("%.1f".formatted(reading.milliseconds()));
        return cells.toArray();
    }

    private static Reading read(CaptchaMaker make, Training training, List<Double> seconds) {
        List<LabelledImage> pictures = make.pictures(SEEN + UNSEEN);
        String characters = pictures.stream().flatMapToInt(picture -> picture.text().chars()).distinct()
                .mapToObj(Character::toString).collect(Collectors.joining());
        Examples seen = Examples.of(pictures.subList(0, SEEN), characters);
        Examples unseen = Examples.of(pictures.subList(SEEN, SEEN + UNSEEN), characters);
        try (Network network = new Network(training, seen, characters.length())) {
            List<Long> right = new ArrayList<>();
            double processorSeconds = 0;
            for (double moment : seconds) {
                network.learn(moment);
                ProcessorTime time = new ProcessorTime();
                int[][] read = network.read(unseen);
                processorSeconds += time.ofOneProcessor();
                right.add(IntStream.range(0, UNSEEN).filter(i -> Arrays.equals(read[i], unseen.labels()[i])).count());
            }
            return new Reading(right, processorSeconds * 1_000 / seconds.size() / UNSEEN);
        }
    }

    /**
     * @param right how many were read, at each moment
     * @param milliseconds of a processor for one
     */
    private record Reading(List<Long> right, double milliseconds) {
    }
}
