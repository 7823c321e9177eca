package io.komauth.benchmarks.flood;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import io.komauth.benchmarks.Benchmark;
import io.komauth.benchmarks.Table;
import io.komauth.benchmarks.load.Load;
import io.komauth.benchmarks.load.MeasuredServer;
import io.komauth.benchmarks.load.Requests;
import io.komauth.benchmarks.load.Wrk;
import io.komauth.testing.Database;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.TestRealm;

/** Arguments: captchas, hostile redemptions. */
public final class FloodBenchmark implements Benchmark {

    private static final int SECONDS = 10;
    private static final int CONNECTIONS = 8;
    /** The captchas' life span, after which, and a minute more, what was kept of them may go. */
    private static final int LIFESPAN = 30;
    /** Keycloak looks every five minutes for entries whose time is over. */
    private static final long MINUTES_UNTIL_GONE = 8;

    @Override
    public String run(List<String> arguments) {
        int captchas = arguments.isEmpty() ? 100_000 : Integer.parseInt(arguments.get(0));
        int redemptions = arguments.size() < 2 ? 10_000 : Integer.parseInt(arguments.get(1));
        String generator = Wrk.version();
        try (Database database = Database.start().create("flood");
                KeycloakServer server = MeasuredServer.ours("flood", database, "flood").startProcess();
                TestRealm realm = realm(server); TestRealm other = realm(server)) {
            RefusedRedemptions hostile = new RefusedRedemptions(server, realm, other);
            RepeatedLogin visitor = new RepeatedLogin(server, realm);
            flood(server, realm, captchas / 20);
            hostile.redeem(redemptions / 20);
            RepeatedLogin.LoginTimes quiet = visitor.during(() -> LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(SECONDS)));

            MemoryUse before = MemoryUse.of(server);
            AtomicReference<Load> issued = new AtomicReference<>();
            RepeatedLogin.LoginTimes flooded = visitor.during(() -> issued.set(flood(server, realm, captchas)));
            MemoryUse afterFlood = MemoryUse.of(server);
            AtomicReference<Map<String, Integer>> refused = new AtomicReference<>();
            RepeatedLogin.LoginTimes attacked = visitor.during(() -> refused.set(hostile.redeem(redemptions)));
            MemoryUse afterHostile = MemoryUse.of(server);
            MemoryUse later = MemoryUse.whenGone(server, before, MINUTES_UNTIL_GONE);

            return "%s; captchas live %d s.\n\n%s\n%s\n%s".formatted(MeasuredServer.describe(database, generator),
                    LIFESPAN, new Table("what goes on", "answered", "logins meanwhile that succeed")
                            .row("nothing else", "", quiet)
                            .row("captchas as fast as they come, by " + CONNECTIONS + " connections",
                                    "%d, %.0f a second".formatted(issued.get().requests(), issued.get().perSecond()),
                                    flooded)
                            .row("hostile redemptions, all refused", sum(refused.get()), attacked),
                    states(before, afterFlood, afterHostile, later), kinds(refused.get()));
        }
    }

    private static TestRealm realm(KeycloakServer server) {
        return TestRealm.on(server).client("app", "secret").user("ana", "password")
                .attribute("captcha.lifespan", Integer.toString(LIFESPAN)).create();
    }

    private static Load flood(KeycloakServer server, TestRealm realm, int captchas) {
        Requests request = Requests.get(realm.uri("/captcha").getPath());
        long issued = 0;
        double seconds = 0;
        while (issued < captchas) {
            Load load = Wrk.run(server, request, CONNECTIONS, Math.min(SECONDS, 1 + captchas / 10_000));
            issued += load.requests();
            seconds += load.seconds();
        }
        return new Load(issued, seconds, 0, 0);
    }

    private static int sum(Map<String, Integer> refused) {
        return refused.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static Table states(MemoryUse... states) {
        Table table = new Table("", "before", "after the captchas", "after the hostile redemptions",
                "when those have expired");
        List<Object> heap = new ArrayList<>(List.of("heap after full collections, MB"));
        for (MemoryUse state : states) {
            heap.add("%.1f".formatted(state.heap() / 1024.0));
        }
        table.row(heap.toArray());
        for (String cache : new TreeMap<>(states[0].entries()).keySet()) {
            List<Object> row = new ArrayList<>(List.of("entries in `" + cache + "`"));
            for (MemoryUse state : states) {
                row.add(state.entries().get(cache));
            }
            table.row(row.toArray());
        }
        return table;
    }

    private static Table kinds(Map<String, Integer> refused) {
        Table table = new Table("hostile redemption", "refused");
        refused.forEach(table::row);
        return table;
    }
}
