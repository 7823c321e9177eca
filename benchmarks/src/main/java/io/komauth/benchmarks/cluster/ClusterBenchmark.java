package io.komauth.benchmarks.cluster;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.komauth.benchmarks.Benchmark;
import io.komauth.benchmarks.Table;
import io.komauth.benchmarks.load.Plot;
import io.komauth.testing.Cluster;
import io.komauth.testing.KeycloakServer;

/** Arguments: captchas that go from one node to the other, keys offered to both, seconds of load before a node goes. */
public final class ClusterBenchmark implements Benchmark {

    /** As in docker-compose.yml: longer than the proxy takes to see that a node is about to stop. */
    private static final String SHUTDOWN_DELAY = "--shutdown-delay=6s";

    @Override
    public String run(List<String> arguments) throws Exception {
        List<Integer> numbers = arguments.stream().map(Integer::valueOf).toList();
        boolean quickLook = !numbers.isEmpty();
        int captchas = quickLook ? numbers.get(0) : 2_000;
        int keys = numbers.size() > 1 ? numbers.get(1) : 500;
        int seconds = numbers.size() > 2 ? numbers.get(2) : 20;
        try (Cluster cluster = Cluster.start("measured-cluster",
                options -> options.longLived().logLevel("info").options(SHUTDOWN_DELAY))) {
            KeycloakServer first = cluster.first();
            KeycloakServer second = cluster.second();
            LoginClient client = LoginClient.on(first);
            Table table = new Table("without other load", "tried", "succeeded", "goal");
            table.row("issued on one node, redeemed on the other", captchas,
                    redeemed(client, second, issued(client, first, captchas)), captchas);
            offerToBoth(client, first, second, keys, table);
            List<String> ofTheDead = issued(client, first, captchas / 10);
            Outage killed = killed(client, first, second, seconds);
            table.row("issued by a node that was then killed, redeemed on the other", ofTheDead.size(),
                    redeemed(client, second, ofTheDead), ofTheDead.size());
            first.restart();
            cluster.awaitBoth();
            Outage restarted = restarted(client, cluster, seconds);
            Path pictures = Plot.folder(quickLook);
            return "Keycloak %s in production mode; PostgreSQL %s.\n\n%s\n%s\n%s\n\n%s".formatted(
                    System.getProperty("keycloak.server.version"), cluster.databaseVersion(), table,
                    Outage.table(killed, restarted), killed.plot().writeInto(pictures, "cluster-killed.svg"),
                    restarted.plot().writeInto(pictures, "cluster-restarted.svg"));
        }
    }

    private static List<String> issued(LoginClient client, KeycloakServer node, int count) {
        return IntStream.range(0, count).parallel().mapToObj(i -> client.captcha(node)).toList();
    }

    private static long redeemed(LoginClient client, KeycloakServer node, List<String> keys) {
        return IntStream.range(0, keys.size()).parallel()
                .filter(i -> client.logIn(node, keys.get(i), i).status() == 200).count();
    }

    private static void offerToBoth(LoginClient client, KeycloakServer first, KeycloakServer second, int keys, Table table) {
        OfferCounts offers = OfferCounts.of(keys, i -> {
            String key = client.captcha(i % 2 == 0 ? first : second);
            return node -> client.logIn(node, key, 0);
        }, Route.to(first), Route.to(second));
        table.row("one key offered to both nodes at once, " + keys + " times", 2 * keys, offers.once() + 2 * offers.twice(), keys)
                .row("of these keys: good exactly once", keys, offers.once(), keys);
    }

    private static Outage killed(LoginClient client, KeycloakServer first, KeycloakServer second, int seconds) {
        Map<String, Double> events = new LinkedHashMap<>();
        try (Proxy proxy = new Proxy(first, second); ConcurrentUsers users = new ConcurrentUsers(client, proxy)) {
            users.continueFor(seconds);
            events.put("kill -9", users.now());
            first.process().destroyForcibly();
            users.continueFor(2 * seconds);
            return Outage.of("A node killed", users.attempts(), events, proxy.secondsWithNoneReady(),
                    client, second);
        }
    }

    private static Outage restarted(LoginClient client, Cluster cluster, int seconds) {
        KeycloakServer first = cluster.first();
        KeycloakServer second = cluster.second();
        Map<String, Double> events = new LinkedHashMap<>();
        try (Proxy proxy = new Proxy(first, second); ConcurrentUsers users = new ConcurrentUsers(client, proxy)) {
            users.continueFor(seconds);
            restart(users, events, "first", first);
            cluster.awaitBoth();
            users.continueFor(seconds);
            restart(users, events, "second", second);
            cluster.awaitBoth();
            users.continueFor(seconds);
            return Outage.of("Nodes restarted one after the other", users.attempts(), events,
                    proxy.secondsWithNoneReady(), client, second);
        }
    }

    private static void restart(ConcurrentUsers users, Map<String, Double> events, String name, KeycloakServer node) {
        events.put(name + " stops", users.now());
        node.restart();
        events.put(name + " is ready", users.now());
    }
}
