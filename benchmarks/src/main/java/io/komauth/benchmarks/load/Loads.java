package io.komauth.benchmarks.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import io.komauth.benchmarks.Rounds;

/** What several loads gave that were run in turn, or at the same moment. */
public final class Loads {

    public static final Loads NONE = new Loads(Map.of());

    private final Map<String, List<Load>> loads;

    private Loads(Map<String, List<Load>> loads) {
        this.loads = loads;
    }

    /** Runs each once for warming up, then each in every round. */
    public static Loads of(int rounds, Map<String, Callable<Load>> runs) throws Exception {
        return of(rounds, runs.entrySet().stream().map(run -> Map.<String, Run>of(run.getKey(), run::getValue)).toList());
    }

    /**
     * Runs each once for warming up, then each in every round.
     *
     * @param groups of loads, by their names; those of a group run at the same moment
     */
    public static Loads of(int rounds, List<Map<String, Run>> groups) throws Exception {
        Map<String, List<Load>> loads = new LinkedHashMap<>();
        Map<String, Callable<Double>> measurements = new LinkedHashMap<>();
        for (Map<String, Run> group : groups) {
            group.keySet().forEach(name -> loads.put(name, new ArrayList<>()));
            measurements.put(String.join(" and ", group.keySet()), () -> {
                Map<String, Load> found = atOnce(group);
                found.forEach((name, load) -> loads.get(name).add(load));
                return found.values().stream().mapToDouble(Load::perSecond).sum();
            });
        }
        Rounds.of(rounds, measurements);
        // the first of each was for warming up
        loads.values().forEach(of -> of.remove(0));
        return new Loads(loads);
    }

    private static Map<String, Load> atOnce(Map<String, Run> group) throws Exception {
        List<String> names = List.copyOf(group.keySet());
        List<Callable<Load>> ready = names.stream().map(name -> group.get(name).ready()).toList();
        ExecutorService threads = Executors.newFixedThreadPool(ready.size());
        try {
            List<Future<Load>> sent = threads.invokeAll(ready);
            Map<String, Load> found = new LinkedHashMap<>();
            for (int i = 0; i < sent.size(); i++) {
                Load load = sent.get(i).get();
                System.out.printf("  %s: %.1f a second, %.1f ms, %.1f ms%n", names.get(i), load.perSecond(), load.median(),
                        load.slow());
                found.put(names.get(i), load);
            }
            return found;
        } finally {
            threads.shutdownNow();
        }
    }

    /** These, and what was run later, be it the same or something else. */
    public Loads and(Loads later) {
        Map<String, List<Load>> all = new LinkedHashMap<>(loads);
        later.loads.forEach((name, of) -> all.merge(name, of,
                (before, after) -> Stream.concat(before.stream(), after.stream()).toList()));
        return new Loads(all);
    }

    public Rounds perSecond() {
        return of(Load::perSecond);
    }

    /** In milliseconds. */
    public Rounds median() {
        return of(Load::median);
    }

    /** What one of a hundred requests took longer than, in milliseconds. */
    public Rounds slow() {
        return of(Load::slow);
    }

    private Rounds of(ToDoubleFunction<Load> figure) {
        Map<String, List<Double>> figures = new LinkedHashMap<>();
        loads.forEach((name, of) -> figures.put(name, of.stream().map(figure::applyAsDouble).toList()));
        return new Rounds(figures);
    }
}
