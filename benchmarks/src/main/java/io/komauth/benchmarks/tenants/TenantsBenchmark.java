package io.komauth.benchmarks.tenants;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;

import io.komauth.benchmarks.Benchmark;
import io.komauth.benchmarks.Rounds;
import io.komauth.benchmarks.Samples;
import io.komauth.benchmarks.Table;
import io.komauth.benchmarks.load.Load;
import io.komauth.benchmarks.load.Loads;
import io.komauth.benchmarks.load.MeasuredServer;
import io.komauth.benchmarks.load.Plot;
import io.komauth.benchmarks.load.Wrk;
import io.komauth.testing.Database;
import io.komauth.testing.PostgreSql;

/** Arguments: how many tenants, several times, in ascending order. */
public final class TenantsBenchmark implements Benchmark {

    private static final String LOGIN = " login";
    private static final String REFRESH = " refresh";
    private static final String CAPTCHA = " captcha";
    private static final String GOAL = "1.15";

    @Override
    public String run(List<String> arguments) throws Exception {
        boolean quickLook = !arguments.isEmpty();
        List<Candidate> candidates =
                Candidate.of(quickLook ? arguments.stream().map(Integer::valueOf).toList() : List.of(10, 500, 1_000, 2_000));
        int rounds = quickLook ? 2 : 5;
        int seconds = quickLook ? 3 : 12;
        int warmingUp = quickLook ? 1 : 10;
        String generator = Wrk.version();
        List<WarmServer> servers = new ArrayList<>();
        try (PostgreSql database = Database.start()) {
            Growth.of(database, candidates);
            Map<Candidate, WarmServer> warm = new LinkedHashMap<>();
            for (Candidate candidate : candidates) {
                WarmServer server = WarmServer.start(database, candidate);
                servers.add(server);
                warm.put(candidate, server);
            }
            Map<Candidate, Creation> creations = new LinkedHashMap<>();
            warm.forEach((candidate, server) -> creations.put(candidate,
                    Creation.on(server.server(), candidate.tenants(), candidate.hasOption() ? warmingUp : 0)));
            Loads loads = Loads.of(rounds, runs(warm, seconds));
            return "%s.\n\n%s\n%s\n%s\n%s\n%s\n%s".formatted(MeasuredServer.describe(database, generator),
                    creating(creations), holding(warm, database), serving(warm, loads), ratios(loads.median(), candidates),
                    console(warm), plots(Plot.folder(quickLook), creations, loads, candidates));
        } finally {
            servers.forEach(server -> server.server().close());
        }
    }

    private static Map<String, Callable<Load>> runs(Map<Candidate, WarmServer> warm, int seconds) {
        Map<String, Callable<Load>> runs = new LinkedHashMap<>();
        warm.forEach((candidate, server) -> {
            server.logins(2 * seconds);
            runs.put(candidate.name() + LOGIN, () -> server.logins(seconds));
            runs.put(candidate.name() + REFRESH, () -> server.refreshes(Math.max(1, seconds / 3)));
            runs.put(candidate.name() + CAPTCHA, () -> server.captchas(Math.max(1, seconds / 3)));
        });
        return runs;
    }

    private static Table creating(Map<Candidate, Creation> creations) {
        Table table = new Table("tenants", "seconds to create one", "directly after another one", "to remove one",
                "entries in `" + WarmServer.CACHE + "` then", "evicted from it", "evicted from `" + WarmServer.REVISIONS + "`");
        creations.forEach((candidate, creation) -> table.row(candidate.name(), creation.alone().with(2),
                creation.inARow().with(2), creation.removal().with(2), creation.entries(), creation.evicted(), creation.evictedRevisions()));
        return table;
    }

    private static Table holding(Map<Candidate, WarmServer> warm, PostgreSql database) {
        Table table = new Table("tenants", "database, MB", "start of a node, s", "heap, MB",
                "entries in `" + WarmServer.CACHE + "`", "evicted from it in all");
        warm.forEach((candidate, server) -> table.row(candidate.name(), database.size(candidate.id()) / 1_000_000,
                "%.1f".formatted(server.start()), Math.round(server.heap() / 1024.0), server.entries(), server.evictions()));
        return table;
    }

    private static Table serving(Map<Candidate, WarmServer> warm, Loads loads) {
        Table table = new Table("tenants", "login, ms", "99th", "refresh, ms", "99th", "captcha, ms", "99th");
        Rounds median = loads.median();
        Rounds slow = loads.slow();
        for (Candidate candidate : warm.keySet()) {
            String login = candidate.name() + LOGIN;
            String refresh = candidate.name() + REFRESH;
            String captcha = candidate.name() + CAPTCHA;
            table.row(candidate.name(), median.of(login).with(1), slow.of(login).with(1), median.of(refresh).with(2),
                    slow.of(refresh).with(2), median.of(captcha).with(2), slow.of(captcha).with(2));
        }
        return table;
    }

    private static Table ratios(Rounds median, List<Candidate> candidates) {
        String least = candidates.get(0).name();
        Table table = new Table("tenants", "login, in proportion to that at " + least, "refresh", "captcha", "goal");
        for (Candidate candidate : candidates.subList(1, candidates.size())) {
            table.row(candidate.name(), ratio(median, candidate.name(), least, LOGIN),
                    ratio(median, candidate.name(), least, REFRESH), ratio(median, candidate.name(), least, CAPTCHA),
                    candidate.hasOption() ? GOAL : "");
        }
        return table;
    }

    private static String ratio(Rounds median, String name, String least, String load) {
        return median.ratio(name + load, least + load).with(2);
    }

    private static Table console(Map<Candidate, WarmServer> warm) {
        Table table = new Table("the console waits, ms, at tenants", "start", "page of realms", "list of all realms",
                "start, administrator of one realm", "page of realms", "the realm");
        warm.forEach((candidate, server) -> {
            Console console = Console.of(server.server());
            table.row(candidate.name(), with(console.start()), with(console.page()), with(console.list()),
                    with(console.ownStart()), with(console.ownPage()), with(console.ownRealm()));
        });
        return table;
    }

    private static String with(Samples samples) {
        return samples.with(0);
    }

    private static String plots(Path folder, Map<Candidate, Creation> creations, Loads loads, List<Candidate> candidates)
            throws IOException {
        List<Candidate> advised = candidates.stream().filter(Candidate::hasOption).toList();
        return new Plot("Creating a tenant", "tenants", "seconds")
                .line("after another request", points(advised, candidate -> creations.get(candidate).alone()))
                .line("directly after another tenant", points(advised, candidate -> creations.get(candidate).inARow()))
                .writeInto(folder, "tenants-create.svg") + "\n\n"
                + new Plot("Logging in, at tenants at random", "tenants", "milliseconds")
                .line("median", points(advised, candidate -> loads.median().of(candidate.name() + LOGIN)))
                .line("99th percentile", points(advised, candidate -> loads.slow().of(candidate.name() + LOGIN)))
                .writeInto(folder, "tenants-login.svg");
    }

    private static List<Plot.Point> points(List<Candidate> candidates, Function<Candidate, Samples> figures) {
        return candidates.stream().map(candidate -> new Plot.Point(candidate.tenants(), figures.apply(candidate).median())).toList();
    }
}
