package io.komauth.benchmarks.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.komauth.benchmarks.Benchmark;
import io.komauth.benchmarks.load.Plot;
import io.komauth.testing.Cluster;
import io.komauth.testing.ServerOptions;

/** Arguments: things of a kind that are offered at a time, seconds for which the nodes are cut off at least. */
public final class PartitionBenchmark implements Benchmark {

    /** Of this machine, and of nothing else. */
    private static final List<String> ADDRESSES = List.of("127.84.29.1", "127.84.29.2");

    @Override
    public String run(List<String> arguments) throws Exception {
        boolean quickLook = !arguments.isEmpty();
        int count = quickLook ? Integer.parseInt(arguments.get(0)) : 100;
        int seconds = arguments.size() > 1 ? Integer.parseInt(arguments.get(1)) : 60;
        Map<String, UnaryOperator<ServerOptions>> kinds = new LinkedHashMap<>();
        kinds.put("by default", options -> options);
        kinds.put("`stateless`", options -> options.options("--features=stateless",
                "--spi-cache-embedded--default--cluster-name=kom-auth"));
        List<PartitionFigures> figures = new ArrayList<>();
        List<Outage> outages = new ArrayList<>();
        String database = "";
        for (Map.Entry<String, UnaryOperator<ServerOptions>> kind : kinds.entrySet()) {
            try (Firewall firewall = new Firewall(ADDRESSES);
                    Cluster cluster = Cluster.start("measured-partition", node(kind.getValue(), 0), node(kind.getValue(), 1));
                    PartitionRun run = new PartitionRun(kind.getKey(), cluster, firewall, count)) {
                outages.add(run.cutFor(seconds));
                figures.add(run.figures());
                database = cluster.databaseVersion();
            }
        }
        Path pictures = Plot.folder(quickLook);
        return "Keycloak %s in production mode; PostgreSQL %s.\n\n%s\n%s\n%s\n%s\n%s\n%s".formatted(
                System.getProperty("keycloak.server.version"), database, PartitionFigures.offers(figures),
                PartitionFigures.checked(figures), PartitionFigures.forgotten(figures), PartitionFigures.times(figures),
                Outage.table(outages.toArray(Outage[]::new)),
                outages.get(0).plot().writeInto(pictures, "partition.svg"));
    }

    private static UnaryOperator<ServerOptions> node(UnaryOperator<ServerOptions> kind, int number) {
        return options -> kind.apply(options.longLived().logLevel("info").options("--proxy-headers=xforwarded")
                .clusterAddress(ADDRESSES.get(number)));
    }
}
