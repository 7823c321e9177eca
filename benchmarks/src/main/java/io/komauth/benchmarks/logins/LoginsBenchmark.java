package io.komauth.benchmarks.logins;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import io.komauth.benchmarks.Benchmark;
import io.komauth.benchmarks.Rounds;
import io.komauth.benchmarks.Table;
import io.komauth.benchmarks.load.Load;
import io.komauth.benchmarks.load.Loads;
import io.komauth.benchmarks.load.MeasuredServer;
import io.komauth.benchmarks.load.Requests;
import io.komauth.benchmarks.load.Run;
import io.komauth.benchmarks.load.Wrk;
import io.komauth.testing.Database;
import io.komauth.testing.KeycloakServer;

/**
 * Arguments: starts of both servers, rounds of logins after each, seconds of each run, users; and a part of the names of those
 * comparisons that are to be made, such as {@code page}, where not all are.
 */
public final class LoginsBenchmark implements Benchmark {

    private static final int RUNS_FOR_WARMING_UP = 8;
    private static final int FAILURES = 3;
    private static final int CONNECTIONS = 4 * Runtime.getRuntime().availableProcessors();

    @Override
    public String run(List<String> arguments) throws Exception {
        List<Integer> numbers = arguments.stream().limit(4).map(Integer::valueOf).toList();
        String only = arguments.size() < 5 ? "" : arguments.get(4);
        int starts = numbers.isEmpty() ? 5 : numbers.get(0);
        int rounds = numbers.size() < 2 ? 2 : numbers.get(1);
        int seconds = numbers.size() < 3 ? 7 : numbers.get(2);
        int users = numbers.size() < 4 ? 200 : numbers.get(3);
        String generator = Wrk.version();
        try (Database database = Database.start().create("stock").create("ours");
                KeycloakServer stock = MeasuredServer.stock("stock", database, "stock").startProcess();
                KeycloakServer ours = MeasuredServer.ours("ours", database, "ours").startProcess()) {
            LoginRequests ofStock = new LoginRequests(stock, MeasuredRealm.plain(stock, users), users);
            LoginRequests ofOurs = new LoginRequests(ours, MeasuredRealm.plain(ours, users), users);
            List<Comparison> logins = named(only, logins(ofStock, ofOurs, seconds));
            List<Comparison> others = named(only, others(ofOurs, seconds));
            List<Map<String, Run>> warmingUp = login("", ofStock, ofOurs, ofOurs::password,
                    seconds * RUNS_FOR_WARMING_UP, "").groups();
            Loads loads = Loads.NONE;
            for (int start = 0; start < starts; start++) {
                if (start > 0) {
                    stock.restart();
                    ours.restart();
                }
                Loads.of(0, warmingUp);
                loads = loads.and(Loads.of(rounds, groups(logins)));
            }
            loads = loads.and(Loads.of(starts * rounds, groups(others)));
            return """
                    %s; %d connections, %d users; %d starts of both servers, with %d rounds of logins after each; %d rounds of \
                    the others; %d s each.

                    %s""".formatted(MeasuredServer.describe(database, generator), CONNECTIONS, users, starts, rounds,
                    starts * rounds, seconds, table(logins, others, loads.perSecond()));
        }
    }

    /** Of which most is hashing a password. */
    private static List<Comparison> logins(LoginRequests ofStock, LoginRequests ofOurs, int seconds) {
        KeycloakServer ours = ofOurs.server();
        LoginRequests ofTenant = new LoginRequests(ours, MeasuredRealm.documented(ours, ofOurs.users()), ofOurs.users());
        LoginRequests ofThreshold = new LoginRequests(ours, MeasuredRealm.afterFailures(ours, ofOurs.users(), FAILURES),
                ofOurs.users());
        return List.of(
                login("`password` grant, with the JAR", ofStock, ofOurs, ofOurs::password, seconds, ""),
                login("`captcha` grant", ofStock, ofOurs, () -> ofOurs.captcha(seconds), seconds, "0.97"),
                new Comparison("documented API",
                        () -> load(ours, ofTenant.documented(seconds), CONNECTIONS / 2, seconds),
                        "`captcha` grant, same tenant",
                        () -> load(ours, ofTenant.captcha(seconds), CONNECTIONS / 2, seconds), true, "0.97", 1),
                new Comparison("`password` grant, captcha after %d failures".formatted(FAILURES),
                        () -> load(ours, ofThreshold.password(), CONNECTIONS / 2, seconds),
                        "`password` grant, no captcha",
                        () -> load(ours, ofOurs.password(), CONNECTIONS / 2, seconds), true, "0.95", 1),
                new Comparison("login page, captcha after %d failures".formatted(FAILURES),
                        () -> load(ours, ofThreshold.page(seconds), CONNECTIONS / 2, seconds),
                        "login page, no captcha",
                        () -> load(ours, ofOurs.page(seconds), CONNECTIONS / 2, seconds), true, "0.95", 1));
    }

    private static List<Comparison> others(LoginRequests ofOurs, int seconds) {
        KeycloakServer ours = ofOurs.server();
        LoginRequests ofMoved = new LoginRequests(ours, MeasuredRealm.moved(ours, ofOurs.users()), ofOurs.users());
        Requests refresh = ofMoved.refresh(MeasuredRealm.CLIENT_WITHOUT_CLAIMS);
        Requests refreshWithClaims = ofMoved.refresh(MeasuredRealm.CLIENT);
        return List.of(
                new Comparison("`refresh_token` grant, with the mapper",
                        () -> load(ours, refreshWithClaims, CONNECTIONS, seconds),
                        "`refresh_token` grant", () -> load(ours, refresh, CONNECTIONS, seconds), false, "0.95", 0),
                new Comparison("a captcha", () -> load(ours, path(ofOurs, "/captcha"), CONNECTIONS, seconds),
                        "discovery document",
                        () -> load(ours, path(ofOurs, "/.well-known/openid-configuration"), CONNECTIONS, seconds),
                        false, "0.5", 0));
    }

    /** Beside the stock server's password grant. */
    private static Comparison login(String name, LoginRequests ofStock, LoginRequests ofOurs, Supplier<Requests> requests,
            int seconds, String goal) {
        return new Comparison(name, () -> load(ofOurs.server(), requests.get(), CONNECTIONS / 2, seconds),
                "`password` grant, stock server",
                () -> load(ofStock.server(), ofStock.password(), CONNECTIONS / 2, seconds), true, goal, 1);
    }

    private static Callable<Load> load(KeycloakServer server, Requests requests, int connections, int seconds) {
        return () -> Wrk.runAfterPause(server, requests, connections, seconds);
    }

    private static Requests path(LoginRequests of, String path) {
        return Requests.get(of.realm().uri(path).getPath());
    }

    private static List<Comparison> named(String part, List<Comparison> comparisons) {
        return comparisons.stream().filter(comparison -> comparison.name().contains(part)).toList();
    }

    private static List<Map<String, Run>> groups(List<Comparison> comparisons) {
        return comparisons.stream().flatMap(comparison -> comparison.groups().stream()).toList();
    }

    private static Table table(List<Comparison> logins, List<Comparison> others, Rounds perSecond) {
        Table table = new Table("request", "a second", "beside", "a second", "in proportion", "goal");
        logins.forEach(comparison -> comparison.addTo(table, perSecond));
        others.forEach(comparison -> comparison.addTo(table, perSecond));
        return table;
    }
}
