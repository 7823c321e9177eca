package io.komauth.benchmarks.cluster;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.komauth.benchmarks.Table;
import io.komauth.benchmarks.cluster.ConcurrentUsers.LoginResult;
import io.komauth.benchmarks.load.Plot;
import io.komauth.benchmarks.load.Plot.Point;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.ServerResponse;

/**
 * What visitors saw of nodes that went.
 *
 * @param notReady seconds in which no node said that it was ready
 * @param lost     answers to refresh tokens of logins that were answered, but 200
 * @param again    how many captchas of those logins were good a second time
 */
record Outage(String name, List<LoginResult> attempts, Map<String, Double> events, int notReady, List<String> lost,
        long again) {

    /** Asks a node for a new token of every session that a login has begun, and offers it the captchas again. */
    static Outage of(String name, List<LoginResult> attempts, Map<String, Double> events, int notReady, LoginClient client,
            KeycloakServer node) {
        List<LoginResult> answered = attempts.stream().filter(attempt -> attempt.failure() == null).toList();
        long again = answered.stream().parallel()
                .filter(attempt -> client.logIn(node, attempt.key(), 0).status() == 200).count();
        List<String> lost = answered.stream().parallel().map(attempt -> client.refresh(node, attempt.token()))
                .filter(answer -> answer.status() != 200).map(ServerResponse::toString).toList();
        return new Outage(name, attempts, new LinkedHashMap<>(events), notReady, lost, again);
    }

    static Table table(Outage... outages) {
        Table table = new Table("under load", "logins", "failed", "longest time without one, s",
                "time in which no node says that it is ready, s", "sessions lost", "captchas good twice");
        for (Outage outage : outages) {
            table.row(outage.name, outage.attempts.size(),
                    counted(outage.failures().stream().map(LoginResult::failure).toList()),
                    "%.1f".formatted(outage.longestPause()), outage.notReady, counted(outage.lost), outage.again);
        }
        return table;
    }

    /** How many there are, and of which kinds. */
    private static String counted(List<String> reasons) {
        Map<String, Integer> kinds = new LinkedHashMap<>();
        reasons.forEach(reason -> kinds.merge(reason, 1, Integer::sum));
        return reasons.isEmpty() ? "0" : kinds.entrySet().stream().map(kind -> kind.getValue() + " × " + kind.getKey())
                .collect(Collectors.joining("; "));
    }

    Plot plot() {
        Plot plot = new Plot(name, "seconds", "logins a second").line("answered", perSecond(answered()))
                .line("failed", perSecond(failures()));
        events.forEach((what, at) -> plot.mark(at, what));
        return plot;
    }

    private List<LoginResult> answered() {
        return attempts.stream().filter(attempt -> attempt.failure() == null).toList();
    }

    private List<LoginResult> failures() {
        return attempts.stream().filter(attempt -> attempt.failure() != null).toList();
    }

    private double longestPause() {
        List<LoginResult> answered = answered();
        return IntStream.range(1, answered.size())
                .mapToDouble(i -> answered.get(i).at() - answered.get(i - 1).at()).max().orElse(0);
    }

    private List<Point> perSecond(List<LoginResult> some) {
        int end = (int) attempts.get(attempts.size() - 1).at();
        return IntStream.range(0, end).mapToObj(second -> new Point(second + 0.5,
                some.stream().filter(attempt -> (int) attempt.at() == second).count())).toList();
    }
}
