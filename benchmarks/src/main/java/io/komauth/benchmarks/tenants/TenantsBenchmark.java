package io.komauth.benchmarks.tenants;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import io.komauth.benchmarks.Benchmark;
import io.komauth.benchmarks.Rounds;
import io.komauth.benchmarks.Table;
import io.komauth.benchmarks.load.Load;
import io.komauth.benchmarks.load.Loads;
import io.komauth.benchmarks.load.MeasuredServer;
import io.komauth.benchmarks.load.Plot;
import io.komauth.benchmarks.load.Wrk;
import io.komauth.testing.Database;
import io.komauth.testing.KeycloakServer;

/** Arguments: how many tenants, several times, in ascending order. */
public final class TenantsBenchmark implements Benchmark {

    private static final String LOGIN = " login";
    private static final String CAPTCHA = " captcha";

    @Override
    public String run(List<String> arguments) throws Exception {
        boolean quickLook = !arguments.isEmpty();
        List<Candidate> candidates =
                Candidate.of(quickLook ? arguments.stream().map(Integer::valueOf).toList() : List.of(10, 100, 500));
        int rounds = quickLook ? 2 : 7;
        int seconds = quickLook ? 3 : 20;
        String generator = Wrk.version();
        List<KeycloakServer> servers = new ArrayList<>();
        try (Database database = Database.start()) {
            Map<Candidate, TenantCreation> growths = new LinkedHashMap<>();
            for (Candidate candidate : candidates) {
                growths.put(candidate, TenantCreation.of(database, candidate, quickLook));
            }
            Map<Candidate, WarmServer> settled = new LinkedHashMap<>();
            for (Candidate candidate : candidates) {
                KeycloakServer server = MeasuredServer.ours(candidate.id(), database, candidate.id())
                        .options(candidate.options()).startProcess();
                servers.add(server);
                settled.put(candidate, new WarmServer(server, candidate.tenants()));
            }
            Loads loads = Loads.of(rounds, runs(settled, seconds));
            return "%s.\n\n%s\n%s\n%s\n%s\n%s".formatted(MeasuredServer.describe(database, generator),
                    creating(growths), serving(settled, loads), ratios(loads.median(), candidates),
                    perTenant(settled, candidates), pictures(Plot.folder(quickLook), growths, loads, candidates));
        } finally {
            servers.forEach(KeycloakServer::close);
        }
    }

    private static Map<String, Callable<Load>> runs(Map<Candidate, WarmServer> settled, int seconds) {
        Map<String, Callable<Load>> runs = new LinkedHashMap<>();
        settled.forEach((candidate, of) -> {
            of.logins(2 * seconds);
            runs.put(candidate.name() + LOGIN, () -> of.logins(seconds));
            runs.put(candidate.name() + CAPTCHA, () -> of.captchas(Math.max(1, seconds / 4)));
        });
        return runs;
    }

    private static Table creating(Map<Candidate, TenantCreation> growths) {
        Table table = new Table("tenants", "seconds to create one, of the last ten",
                "entries in `" + WarmServer.CACHE + "` then", "evicted from it", "evicted from `" + WarmServer.REVISIONS + "`");
        growths.forEach((candidate, growth) -> table.row(candidate.name(), growth.last().with(2), growth.entries(),
                growth.evicted(), growth.evictedRevisions()));
        return table;
    }

    private static Table serving(Map<Candidate, WarmServer> settled, Loads loads) {
        Table table = new Table("tenants", "heap, MB", "entries in `" + WarmServer.CACHE + "`", "login, ms", "99th",
                "captcha, ms", "99th", "evicted from `" + WarmServer.CACHE + "` in all");
        Rounds median = loads.median();
        Rounds slow = loads.slow();
        settled.forEach((candidate, of) -> {
            String login = candidate.name() + LOGIN;
            String captcha = candidate.name() + CAPTCHA;
            table.row(candidate.name(), "%.1f".formatted(of.heap() / 1024.0), of.entries(), median.of(login).with(1),
                    slow.of(login).with(1), median.of(captcha).with(2), slow.of(captcha).with(2), of.evictions());
        });
        return table;
    }

    private static Table ratios(Rounds median, List<Candidate> candidates) {
        String least = candidates.get(0).name();
        Table table = new Table("tenants", "login, in proportion to that at " + least, "captcha, likewise", "goal");
        for (Candidate candidate : candidates.subList(1, candidates.size())) {
            table.row(candidate.name(), median.ratio(candidate.name() + LOGIN, least + LOGIN).with(2),
                    median.ratio(candidate.name() + CAPTCHA, least + CAPTCHA).with(2),
                    candidate.hasOption() ? "1.1" : "");
        }
        return table;
    }

    private static Table perTenant(Map<Candidate, WarmServer> settled, List<Candidate> candidates) {
        Candidate least = candidates.get(0);
        Candidate most = candidates.get(candidates.size() - 1);
        double more = Math.max(1, most.tenants() - least.tenants());
        return new Table("for each tenant more, with the option", "")
                .row("heap, KB", Math.round((settled.get(most).heap() - settled.get(least).heap()) / more))
                .row("entries in `" + WarmServer.CACHE + "`",
                        Math.round((settled.get(most).entries() - settled.get(least).entries()) / more));
    }

    private static String pictures(Path folder, Map<Candidate, TenantCreation> growths, Loads loads, List<Candidate> candidates)
            throws IOException {
        Candidate most = candidates.get(candidates.size() - 1);
        Plot creating = new Plot("Creating a tenant", "tenants", "seconds");
        growths.forEach((candidate, growth) -> {
            if (candidate.tenants() == most.tenants()) {
                creating.dots(candidate.name(), growth.points());
            }
        });
        List<Candidate> shipped = candidates.stream().filter(candidate -> !candidate.hasOption()).toList();
        return creating.writeInto(folder, "tenants-create.svg") + "\n\n"
                + new Plot("Logging in, at tenants at random", "tenants", "milliseconds")
                .line("median", points(loads.median(), shipped))
                .line("99th percentile", points(loads.slow(), shipped))
                .line("median, with the option", points(loads.median(), List.of(candidates.get(0), most)))
                .line("99th percentile, with the option", points(loads.slow(), List.of(candidates.get(0), most)))
                .writeInto(folder, "tenants-login.svg");
    }

    private static List<Plot.Point> points(Rounds figures, List<Candidate> candidates) {
        return candidates.stream().map(candidate -> new Plot.Point(candidate.tenants(),
                figures.of(candidate.name() + LOGIN).median())).toList();
    }
}
