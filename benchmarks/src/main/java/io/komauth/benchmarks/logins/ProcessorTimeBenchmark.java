package io.komauth.benchmarks.logins;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import io.komauth.benchmarks.Benchmark;
import io.komauth.benchmarks.Rounds;
import io.komauth.benchmarks.Table;
import io.komauth.benchmarks.load.Load;
import io.komauth.benchmarks.load.MeasuredServer;
import io.komauth.benchmarks.load.Requests;
import io.komauth.benchmarks.load.Wrk;
import io.komauth.testing.Database;
import io.komauth.testing.KeycloakServer;

/**
 * The processor time of the server's process for a request, beside that for another. What else runs on the machine, and what the
 * database and the client take, is not in it. A second stock server shows the error of the instrument.
 *
 * <p>Arguments: starts of the servers, rounds after each, seconds of each run, users.
 */
public final class ProcessorTimeBenchmark implements Benchmark {

    private static final int CONNECTIONS = 2;
    private static final int FAILURES = 3;
    private static final int WARM_UP_SECONDS = 40;

    /** Logins of a run that each need a solution of their own. */
    private static final int SOLUTIONS_PER_SECOND = 800;

    /** @param goal the least that {@code name} may be in proportion to {@code yardstick}; may be empty */
    private record Pair(String name, String yardstick, String goal) {
    }

    private static final String STOCK = "`password` grant, stock server";
    private static final String PASSWORD = "`password` grant, with the JAR";
    private static final String CAPTCHA = "`captcha` grant";
    private static final String DISCOVERY = "discovery document";

    private static final List<Pair> PAIRS = List.of(
            new Pair("`password` grant, another stock server", STOCK, ""),
            new Pair(PASSWORD, STOCK, "0.95"),
            new Pair(CAPTCHA, STOCK, "0.95"),
            new Pair("`captcha` grant with proof of work", STOCK, "0.95"),
            new Pair("`password` grant, captcha after 3 failures", PASSWORD, "0.95"),
            new Pair("login page, captcha after 3 failures", "login page, no captcha", "0.95"),
            new Pair("documented API", "`captcha` grant, same tenant", "0.95"),
            new Pair("`refresh_token` grant, with the mapper", "`refresh_token` grant", "0.95"),
            new Pair("a captcha", DISCOVERY, "0.5"),
            new Pair("a challenge of proof of work", DISCOVERY, "0.5"));

    @Override
    public String run(List<String> arguments) throws Exception {
        List<Integer> numbers = arguments.stream().map(Integer::valueOf).toList();
        int starts = numbers.isEmpty() ? 3 : numbers.get(0);
        int rounds = numbers.size() < 2 ? 3 : numbers.get(1);
        int seconds = numbers.size() < 3 ? 3 : numbers.get(2);
        int users = numbers.size() < 4 ? 100 : numbers.get(3);
        String generator = Wrk.version();
        try (Database database = Database.start().create("stock").create("control").create("ours");
                KeycloakServer stock = MeasuredServer.stock("stock", database, "stock").startProcess();
                KeycloakServer control = MeasuredServer.stock("control", database, "control").startProcess();
                KeycloakServer ours = MeasuredServer.ours("ours", database, "ours").startProcess()) {
            LoginRequests ofStock = new LoginRequests(stock, MeasuredRealm.plain(stock, users), users);
            LoginRequests ofControl = new LoginRequests(control, MeasuredRealm.plain(control, users), users);
            LoginRequests ofOurs = new LoginRequests(ours, MeasuredRealm.plain(ours, users), users);
            Map<String, Callable<Double>> costs = costs(ofStock, ofControl, ofOurs, seconds);
            Map<String, List<Double>> figures = new LinkedHashMap<>();
            for (int start = 0; start < starts; start++) {
                if (start > 0) {
                    stock.restart();
                    control.restart();
                    ours.restart();
                }
                // compiling is processor time, too; a server of one kind of request would do less of it before the first round
                List.of(ofStock, ofControl, ofOurs).forEach(of -> cost(of.server(), of.password(), WARM_UP_SECONDS));
                Rounds.of(rounds, costs).figures().forEach((name, of) -> figures.merge(name, of,
                        (before, after) -> Stream.concat(before.stream(), after.stream()).toList()));
            }
            return """
                    %s; %d connections, %d users; %d starts of three servers, with %d rounds after each; %d s each.

                    %s""".formatted(MeasuredServer.describe(database, generator), CONNECTIONS, users, starts, rounds, seconds,
                    table(new Rounds(figures)));
        }
    }

    private static Map<String, Callable<Double>> costs(LoginRequests ofStock, LoginRequests ofControl, LoginRequests ofOurs,
            int seconds) {
        KeycloakServer ours = ofOurs.server();
        int users = ofOurs.users();
        LoginRequests ofWork = new LoginRequests(ours, MeasuredRealm.work(ours, users), users);
        LoginRequests ofThreshold = new LoginRequests(ours, MeasuredRealm.afterFailures(ours, users, FAILURES), users);
        LoginRequests ofTenant = new LoginRequests(ours, MeasuredRealm.documented(ours, users), users);
        LoginRequests ofMoved = new LoginRequests(ours, MeasuredRealm.moved(ours, users), users);
        Requests refresh = ofMoved.refresh(MeasuredRealm.CLIENT_WITHOUT_CLAIMS);
        Requests refreshWithClaims = ofMoved.refresh(MeasuredRealm.CLIENT);
        Map<String, Callable<Double>> costs = new LinkedHashMap<>();
        costs.put(STOCK, () -> cost(ofStock.server(), ofStock.password(), seconds));
        costs.put(PAIRS.get(0).name(), () -> cost(ofControl.server(), ofControl.password(), seconds));
        costs.put(PASSWORD, () -> cost(ours, ofOurs.password(), seconds));
        costs.put(CAPTCHA, () -> cost(ours, ofOurs.captcha(seconds), seconds));
        costs.put(PAIRS.get(3).name(), () -> cost(ours, ofWork.work(seconds * SOLUTIONS_PER_SECOND), seconds));
        costs.put(PAIRS.get(4).name(), () -> cost(ours, ofThreshold.password(), seconds));
        costs.put(PAIRS.get(5).name(), () -> cost(ours, ofThreshold.page(seconds), seconds));
        costs.put(PAIRS.get(5).yardstick(), () -> cost(ours, ofOurs.page(seconds), seconds));
        costs.put(PAIRS.get(6).name(), () -> cost(ours, ofTenant.documented(seconds), seconds));
        costs.put(PAIRS.get(6).yardstick(), () -> cost(ours, ofTenant.captcha(seconds), seconds));
        costs.put(PAIRS.get(7).name(), () -> cost(ours, refreshWithClaims, seconds));
        costs.put(PAIRS.get(7).yardstick(), () -> cost(ours, refresh, seconds));
        costs.put(PAIRS.get(8).name(), () -> cost(ours, path(ofOurs, "/captcha"), seconds));
        costs.put(PAIRS.get(9).name(), () -> cost(ours, path(ofWork, "/captcha/work"), seconds));
        costs.put(DISCOVERY, () -> cost(ours, path(ofOurs, "/.well-known/openid-configuration"), seconds));
        return costs;
    }

    /** @return milliseconds of a request */
    private static double cost(KeycloakServer server, Requests requests, int seconds) {
        Duration before = processorTime(server);
        Load load = Wrk.run(server, requests, CONNECTIONS, seconds);
        return processorTime(server).minus(before).toNanos() / 1e6 / load.requests();
    }

    private static Duration processorTime(KeycloakServer server) {
        return server.process().info().totalCpuDuration().orElseThrow();
    }

    private static Requests path(LoginRequests of, String path) {
        return Requests.get(of.realm().uri(path).getPath());
    }

    private static Table table(Rounds costs) {
        Table table = new Table("request", "ms", "beside", "ms", "in proportion", "goal");
        PAIRS.forEach(pair -> table.row(pair.name(), costs.of(pair.name()).with(2), pair.yardstick(),
                costs.of(pair.yardstick()).with(2), costs.ratio(pair.yardstick(), pair.name()).with(3), pair.goal()));
        return table;
    }
}
