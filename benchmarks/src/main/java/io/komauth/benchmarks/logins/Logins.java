package io.komauth.benchmarks.logins;

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
import io.komauth.benchmarks.load.Requests;
import io.komauth.benchmarks.load.Wrk;
import io.komauth.testing.Database;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.TestRealm;

/** Arguments: starts of both servers, rounds after each, seconds of each run, users. */
public final class Logins implements Benchmark {

    private static final String STOCK_PASSWORD = "`password` grant, stock server";
    private static final String PASSWORD = "`password` grant, with the JAR";
    private static final String CAPTCHA = "`captcha` grant";
    private static final String TENANT = "`captcha` grant, tenant of the documented API";
    private static final String DOCUMENTED = "documented API, same tenant";
    private static final String REFRESH = "`refresh_token` grant";
    private static final String CLAIMS = "`refresh_token` grant, with the mapper";
    private static final String DISCOVERY = "discovery document";
    private static final String ISSUING = "a captcha";

    /** With the JAR there are four kinds of logins to warm up with, and one on the stock server: both get as many. */
    private static final int RUNS_FOR_WARMING_UP = 6;
    private static final int MORE_ON_THE_STOCK_SERVER = 3;
    private static final int CONNECTIONS = 4 * Runtime.getRuntime().availableProcessors();

    @Override
    public String run(List<String> arguments) throws Exception {
        List<Integer> numbers = arguments.stream().map(Integer::valueOf).toList();
        int starts = numbers.isEmpty() ? 5 : numbers.get(0);
        int rounds = numbers.size() < 2 ? 2 : numbers.get(1);
        int seconds = numbers.size() < 3 ? 5 : numbers.get(2);
        int users = numbers.size() < 4 ? 200 : numbers.get(3);
        String generator = Wrk.version();
        try (Database database = Database.start().create("stock").create("ours");
                KeycloakServer stock = MeasuredServer.stock("stock", database, "stock").startProcess();
                KeycloakServer ours = MeasuredServer.ours("ours", database, "ours").startProcess()) {
            LoginRequests ofStock = new LoginRequests(stock, MeasuredRealm.plain(stock, users), users);
            LoginRequests ofOurs = new LoginRequests(ours, MeasuredRealm.plain(ours, users), users);
            Map<String, Callable<Load>> runs = runs(ofStock, ofOurs, seconds);
            Loads loads = Loads.NONE;
            for (int start = 0; start < starts; start++) {
                if (start > 0) {
                    stock.restart();
                    ours.restart();
                }
                load(ofOurs, ofOurs.password(), seconds * RUNS_FOR_WARMING_UP);
                load(ofStock, ofStock.password(), seconds * (RUNS_FOR_WARMING_UP + MORE_ON_THE_STOCK_SERVER));
                loads = loads.and(Loads.of(rounds, runs));
            }
            return "%s; %d connections, %d users, %d starts of both servers, each with %d rounds of %d s.\n\n%s".formatted(
                    MeasuredServer.describe(database, generator), CONNECTIONS, users, starts, rounds, seconds,
                    table(loads.perSecond()));
        }
    }

    private static Map<String, Callable<Load>> runs(LoginRequests ofStock, LoginRequests ofOurs, int seconds) {
        KeycloakServer ours = ofOurs.server();
        int users = ofOurs.users();
        LoginRequests ofTenant = new LoginRequests(ours, MeasuredRealm.documented(ours, users), users);
        LoginRequests ofMoved = new LoginRequests(ours, MeasuredRealm.moved(ours, users), users);
        Requests refresh = ofMoved.refresh(MeasuredRealm.CLIENT_WITHOUT_CLAIMS);
        Requests refreshWithClaims = ofMoved.refresh(MeasuredRealm.CLIENT);

        Map<String, Callable<Load>> runs = new LinkedHashMap<>();
        runs.put(STOCK_PASSWORD, () -> load(ofStock, ofStock.password(), seconds));
        runs.put(PASSWORD, () -> load(ofOurs, ofOurs.password(), seconds));
        runs.put(CAPTCHA, () -> load(ofOurs, ofOurs.captcha(seconds), seconds));
        runs.put(TENANT, () -> load(ofTenant, ofTenant.captcha(seconds), seconds));
        runs.put(DOCUMENTED, () -> load(ofTenant, ofTenant.documented(seconds), seconds));
        runs.put(REFRESH, () -> load(ofMoved, refresh, seconds));
        runs.put(CLAIMS, () -> load(ofMoved, refreshWithClaims, seconds));
        runs.put(DISCOVERY, () -> load(ofOurs, path(ofOurs.realm(), "/.well-known/openid-configuration"), seconds));
        runs.put(ISSUING, () -> load(ofOurs, path(ofOurs.realm(), "/captcha"), seconds));
        return runs;
    }

    private static Load load(LoginRequests of, Requests requests, int seconds) {
        return Wrk.runAfterPause(of.server(), requests, CONNECTIONS, seconds);
    }

    private static Requests path(TestRealm realm, String path) {
        return Requests.get(realm.uri(path).getPath());
    }

    private static Table table(Rounds rounds) {
        return new Table("request", "a second", "in proportion to", "", "goal")
                .row(STOCK_PASSWORD, rounds.of(STOCK_PASSWORD).with(1), "", "", "")
                .row(PASSWORD, rounds.of(PASSWORD).with(1), STOCK_PASSWORD,
                        rounds.ratio(PASSWORD, STOCK_PASSWORD).with(3), "")
                .row(CAPTCHA, rounds.of(CAPTCHA).with(1), STOCK_PASSWORD,
                        rounds.ratio(CAPTCHA, STOCK_PASSWORD).with(3), "0.97")
                .row(TENANT, rounds.of(TENANT).with(1), "", "", "")
                .row(DOCUMENTED, rounds.of(DOCUMENTED).with(1), TENANT,
                        rounds.ratio(DOCUMENTED, TENANT).with(3), "0.97")
                .row(REFRESH, rounds.of(REFRESH).with(0), "", "", "")
                .row(CLAIMS, rounds.of(CLAIMS).with(0), REFRESH, rounds.ratio(CLAIMS, REFRESH).with(3), "0.95")
                .row(DISCOVERY, rounds.of(DISCOVERY).with(0), "", "", "")
                .row(ISSUING, rounds.of(ISSUING).with(0), DISCOVERY, rounds.ratio(ISSUING, DISCOVERY).with(2), "0.5");
    }
}
