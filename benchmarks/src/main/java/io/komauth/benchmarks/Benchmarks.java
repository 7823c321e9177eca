package io.komauth.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.komauth.benchmarks.cluster.ClusterBenchmark;
import io.komauth.benchmarks.cluster.PartitionBenchmark;
import io.komauth.benchmarks.flood.FloodBenchmark;
import io.komauth.benchmarks.flood.MarksBenchmark;
import io.komauth.benchmarks.logins.LoginsBenchmark;
import io.komauth.benchmarks.logins.ProcessorTimeBenchmark;
import io.komauth.benchmarks.painting.PaintingBenchmark;
import io.komauth.benchmarks.people.PeopleBenchmark;
import io.komauth.benchmarks.protection.ProtectionBenchmark;
import io.komauth.benchmarks.requests.RequestsBenchmark;
import io.komauth.benchmarks.strength.StrengthBenchmark;
import io.komauth.benchmarks.tenants.TenantsBenchmark;
import io.komauth.benchmarks.work.WorkBenchmark;

/** {@code mvn package -Pbenchmarks -Dbenchmark=painting}: runs the benchmark of that name. */
public final class Benchmarks {

    private static final Map<String, Benchmark> BENCHMARKS = Map.ofEntries(
            Map.entry("cluster", new ClusterBenchmark()),
            Map.entry("flood", new FloodBenchmark()),
            Map.entry("logins", new LoginsBenchmark()),
            Map.entry("marks", new MarksBenchmark()),
            Map.entry("painting", new PaintingBenchmark()),
            Map.entry("partition", new PartitionBenchmark()),
            Map.entry("people", new PeopleBenchmark()),
            Map.entry("processor", new ProcessorTimeBenchmark()),
            Map.entry("protection", new ProtectionBenchmark()),
            Map.entry("requests", new RequestsBenchmark()),
            Map.entry("strength", new StrengthBenchmark()),
            Map.entry("tenants", new TenantsBenchmark()),
            Map.entry("work", new WorkBenchmark()));

    private Benchmarks() {
    }

    public static void main(String[] words) throws Exception {
        if (words.length == 0 || !BENCHMARKS.containsKey(words[0])) {
            System.err.println("Choose one: -Dbenchmark=" + String.join(", ", BENCHMARKS.keySet().stream().sorted().toList()));
            System.exit(2);
        }
        // a point before decimals, wherever this runs
        Locale.setDefault(Locale.ROOT);
        String name = words[0];
        List<String> arguments = Arrays.asList(words).subList(1, words.length);
        String found = Machine.describe() + "\n\n" + BENCHMARKS.get(name).run(arguments).strip();
        System.out.println(found);
        if (arguments.isEmpty()) {
            BenchmarksPage.write(name, found);
        }
        // what a benchmark has started may leave threads behind
        System.exit(0);
    }
}
