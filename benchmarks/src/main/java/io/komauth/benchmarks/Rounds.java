package io.komauth.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * What several things gave, measured in turn: what slows the machine down for a while then hits all of them.
 *
 * @param figures of each, by round
 */
public record Rounds(Map<String, List<Double>> figures) {

    /**
     * Measures each once for warming up, then each in every round; in every second round the last one first, so that none
     * profits from being measured later, when the JVM has compiled more.
     */
    public static Rounds of(int rounds, Map<String, Callable<Double>> measurements) throws Exception {
        for (Callable<Double> measurement : measurements.values()) {
            measurement.call();
        }
        return withoutWarmUp(rounds, measurements);
    }

    /** The same of what warms up by itself, each time in a JVM of its own. */
    public static Rounds withoutWarmUp(int rounds, Map<String, Callable<Double>> measurements) throws Exception {
        List<String> names = new ArrayList<>(measurements.keySet());
        Map<String, List<Double>> figures = new LinkedHashMap<>();
        names.forEach(name -> figures.put(name, new ArrayList<>()));
        for (int round = 0; round < rounds; round++) {
            List<String> order = new ArrayList<>(names);
            if (round % 2 == 1) {
                Collections.reverse(order);
            }
            for (String name : order) {
                figures.get(name).add(measurements.get(name).call());
            }
        }
        return new Rounds(figures);
    }

    public Samples of(String name) {
        return new Samples(figures.get(name));
    }

    /** @return how often one fits into the other, round by round */
    public Samples ratio(String name, String other) {
        return ratio(name, other, 0);
    }

    /** @return the same, with {@code more} added to both */
    public Samples ratio(String name, String other, double more) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < figures.get(name).size(); round++) {
            ratios.add((figures.get(name).get(round) + more) / (figures.get(other).get(round) + more));
        }
        return new Samples(ratios);
    }
}
