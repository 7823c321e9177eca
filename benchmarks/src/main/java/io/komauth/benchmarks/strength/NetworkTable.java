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
        List<String> headings = new ArrayList<>(List.of("read by the network, of " + UNSEEN, "trained"));
        for (double moment : seconds) {
            headings.addAll(List.of("after %.0f s".formatted(moment), "goal"));
        }
        Table table = new Table(headings.toArray(String[]::new));
        for (Training training : Training.values()) {
            for (CaptchaMaker make : CaptchaMaker.values()) {
                table.row(row(make, training, seconds));
            }
        }
        return table;
    }

    private static Object[] row(CaptchaMaker make, Training training, List<Double> seconds) {
        List<Long> read = read(make, training, make == CaptchaMaker.KOM_AUTH ? seconds : seconds.subList(0, 1));
        List<Object> cells = new ArrayList<>(List.of(make, training));
        for (int i = 0; i < seconds.size(); i++) {
            cells.add(i < read.size() ? read.get(i) : "");
            cells.add(make.goal(GOALS.getOrDefault(seconds.get(i), "")));
        }
        return cells.toArray();
    }

    private static List<Long> read(CaptchaMaker make, Training training, List<Double> seconds) {
        List<LabelledImage> pictures = make.pictures(SEEN + UNSEEN);
        String characters = pictures.stream().flatMapToInt(picture -> picture.text().chars()).distinct()
                .mapToObj(Character::toString).collect(Collectors.joining());
        Examples seen = Examples.of(pictures.subList(0, SEEN), characters);
        Examples unseen = Examples.of(pictures.subList(SEEN, SEEN + UNSEEN), characters);
        try (Network network = new Network(training, seen, characters.length())) {
            List<Long> right = new ArrayList<>();
            for (double moment : seconds) {
                network.learn(moment);
                int[][] read = network.read(unseen);
                right.add(IntStream.range(0, UNSEEN).filter(i -> Arrays.equals(read[i], unseen.labels()[i])).count());
            }
            return right;
        }
    }
}
