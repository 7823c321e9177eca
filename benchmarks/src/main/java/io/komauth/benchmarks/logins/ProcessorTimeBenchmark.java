package io.komauth.benchmarks.logins;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.komauth.benchmarks.Benchmark;
import io.komauth.benchmarks.Rounds;
import io.komauth.benchmarks.Samples;
import io.komauth.benchmarks.Table;
import io.komauth.benchmarks.load.MeasuredServer;
import io.komauth.benchmarks.load.Requests;
import io.komauth.benchmarks.load.Wrk;
import io.komauth.testing.Database;
import io.komauth.testing.KeycloakServer;

/**
 * The processor time of the server's process for a request, beside that for another. What else runs on the machine, and what the
 * database and the client take, is not in it. A second stock server shows the error of the instrument.
 *
 * <p>Hashing the password is nearly all that a login costs, and its cost differs more from start to start than all else together.
 * So logins are measured with a hash that costs next to nothing, and the hash on its own.
 *
 * <p>Arguments: starts of the servers, rounds after each, seconds of each run, users.
 */
public final class ProcessorTimeBenchmark implements Benchmark {

    private static final int WARM_UP_SECONDS = 30;
    private static final int WARM_UP_SECONDS_OF_EACH = 10;

    /** Argon2 with the least memory there can be, in one pass. */
    private static final String[] CHEAP_HASH = {"--spi-password-hashing--argon2--memory=8",
            "--spi-password-hashing--argon2--iterations=1"};

    /**
     * @param hashes whether a password is hashed in both
     * @param goal the least that {@code name} may be in proportion to {@code yardstick}; may be empty
     */
    private record Pair(String name, String yardstick, boolean hashes, String goal) {
    }

    private static final List<Pair> PAIRS = List.of(
            new Pair(RequestCosts.CONTROL, RequestCosts.STOCK, true, ""),
            new Pair(RequestCosts.PASSWORD, RequestCosts.STOCK, true, "0.95"),
            new Pair(RequestCosts.CAPTCHA, RequestCosts.STOCK, true, "0.95"),
            new Pair(RequestCosts.WORK, RequestCosts.STOCK, true, "0.95"),
            new Pair(RequestCosts.PASSWORD_AFTER_FAILURES, RequestCosts.PASSWORD, true, "0.95"),
            new Pair(RequestCosts.PAGE_AFTER_FAILURES, RequestCosts.PAGE, true, "0.95"),
            new Pair(RequestCosts.DOCUMENTED, RequestCosts.CAPTCHA_OF_TENANT, true, "0.95"),
            new Pair(RequestCosts.REFRESH_WITH_CLAIMS, RequestCosts.REFRESH, false, "0.95"),
            new Pair(RequestCosts.ISSUED_CAPTCHA, RequestCosts.DISCOVERY, false, "0.5"),
            new Pair(RequestCosts.ISSUED_CHALLENGE, RequestCosts.DISCOVERY, false, "0.5"));

    @Override
    public String run(List<String> arguments) throws Exception {
        List<Integer> numbers = arguments.stream().map(Integer::valueOf).toList();
        int starts = numbers.isEmpty() ? 3 : numbers.get(0);
        int rounds = numbers.size() < 2 ? 3 : numbers.get(1);
        int seconds = numbers.size() < 3 ? 3 : numbers.get(2);
        int users = numbers.size() < 4 ? 100 : numbers.get(3);
        String generator = Wrk.version();
        try (Database database = Database.start().create("stock").create("control").create("ours").create("hash");
                KeycloakServer stock = MeasuredServer.stock("stock", database, "stock").options(CHEAP_HASH).startProcess();
                KeycloakServer control = MeasuredServer.stock("control", database, "control").options(CHEAP_HASH).startProcess();
                KeycloakServer ours = MeasuredServer.ours("ours", database, "ours").options(CHEAP_HASH).startProcess()) {
            RequestCosts costs = RequestCosts.on(stock, control, ours, users);
            Map<String, List<Double>> figures = new LinkedHashMap<>();
            for (int start = 0; start < starts; start++) {
                if (start > 0) {
                    stock.restart();
                    control.restart();
                    ours.restart();
                }
                // compiling is processor time, too; a server of one kind of request would do less of it before the first round
                costs.warmUp(WARM_UP_SECONDS_OF_EACH);
                Rounds.of(rounds, costs.of(seconds)).figures().forEach((name, of) -> figures.merge(name, of,
                        (before, after) -> Stream.concat(before.stream(), after.stream()).toList()));
            }
            Rounds measured = new Rounds(figures);
            double hash = hash(database, users) - measured.of(RequestCosts.STOCK).median();
            return """
                    %s; %d connections, %d users; %d starts of three servers, with %d rounds after each; %d s each. Keycloak's hash \
                    of a password takes %.1f ms.

                    %s""".formatted(MeasuredServer.describe(database, generator), RequestCosts.CONNECTIONS, users, starts, rounds, seconds, hash,
                    table(measured, hash));
        }
    }

    /** @return milliseconds of a login with Keycloak's own hash */
    private static double hash(Database database, int users) {
        try (KeycloakServer server = MeasuredServer.stock("hash", database, "hash").startProcess()) {
            Requests logins = new LoginRequests(server, MeasuredRealm.plain(server, users), users).password();
            RequestCosts.cost(server, logins, WARM_UP_SECONDS);
            return RequestCosts.cost(server, logins, WARM_UP_SECONDS_OF_EACH);
        }
    }

    private static Table table(Rounds costs, double hash) {
        Table table = new Table("request", "ms", "beside", "ms", "in proportion", "with the hash", "goal");
        for (Pair pair : PAIRS) {
            Samples ratio = costs.ratio(pair.yardstick(), pair.name());
            table.row(pair.name(), costs.of(pair.name()).with(2), pair.yardstick(), costs.of(pair.yardstick()).with(2),
                    ratio.with(3), pair.hashes() ? costs.ratio(pair.yardstick(), pair.name(), hash).with(3) : "", pair.goal());
        }
        return table;
    }
}
