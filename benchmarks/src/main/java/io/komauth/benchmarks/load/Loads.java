package io.komauth.benchmarks.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;

import io.komauth.benchmarks.Rounds;

/** What several loads gave that were run in turn. */
public final class Loads {

    public static final Loads NONE = new Loads(Map.of());

    private final Map<String, List<Load>> loads;

    private Loads(Map<String, List<Load>> loads) {
        this.loads = loads;
    }

    /** Runs each once for warming up, then each in every round. */
    public static Loads of(int rounds, Map<String, Callable<Load>> runs) throws Exception {
        Map<String, List<Load>> loads = new LinkedHashMap<>();
        Map<String, Callable<Double>> measurements = new LinkedHashMap<>();
        runs.forEach((name, run) -> {
            loads.put(name, new ArrayList<>());
            measurements.put(name, () -> {
                Load load = run.call();
                System.out.printf("  %s: %.1f a second, %.1f ms, %.1f ms%n", name, load.perSecond(), load.median(),
                        load.slow());
                loads.get(name).add(load);
                return load.perSecond();
            });
        });
        Rounds.of(rounds, measurements);
        // the first of each was for warming up
        loads.values().forEach(of -> of.remove(0));
        return new Loads(loads);
    }

    /** These, and the same loads run later. */
    public Loads and(Loads later) {
        Map<String, List<Load>> all = new LinkedHashMap<>();
        later.loads.forEach((name, of) -> {
            all.put(name, new ArrayList<>(loads.getOrDefault(name, List.of())));
            all.get(name).addAll(of);
        });
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
