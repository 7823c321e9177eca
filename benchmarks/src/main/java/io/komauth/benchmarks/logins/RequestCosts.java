package io.komauth.benchmarks.logins;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import io.komauth.benchmarks.Rounds;
import io.komauth.benchmarks.load.Load;
import io.komauth.benchmarks.load.Requests;
import io.komauth.benchmarks.load.Wrk;
import io.komauth.testing.KeycloakServer;

/**
 * Milliseconds of processor time that a server's process needs for a request of each kind.
 *
 * @param stock a server as Keycloak ships it
 * @param control another
 * @param plain a realm without our settings, on a server with the JAR, as the others are
 * @param work a realm that accepts proof of work
 * @param afterFailures a realm that asks for a captcha after failed logins
 * @param documented a tenant of the documented API
 * @param moved a tenant whose tokens have our claims
 */
record RequestCosts(LoginRequests stock, LoginRequests control, LoginRequests plain, LoginRequests work,
        LoginRequests afterFailures, LoginRequests documented, LoginRequests moved) {

    static final int CONNECTIONS = 2;
    static final String STOCK = "`password` grant, stock server";
    static final String CONTROL = "`password` grant, another stock server";
    static final String PASSWORD = "`password` grant, with the JAR";
    static final String CAPTCHA = "`captcha` grant";
    static final String WORK = "`captcha` grant with proof of work";
    static final String PASSWORD_AFTER_FAILURES = "`password` grant, captcha after 3 failures";
    static final String PAGE = "login page, no captcha";
    static final String PAGE_AFTER_FAILURES = "login page, captcha after 3 failures";
    static final String DOCUMENTED = "documented API";
    static final String CAPTCHA_OF_TENANT = "`captcha` grant, same tenant";
    static final String REFRESH = "`refresh_token` grant";
    static final String REFRESH_WITH_CLAIMS = "`refresh_token` grant, with the mapper";
    static final String ISSUED_CAPTCHA = "a captcha";
    static final String ISSUED_CHALLENGE = "a challenge of proof of work";
    static final String DISCOVERY = "discovery document";

    private static final int FAILURES = 3;
    /** Solutions are made one by one: as many a second as there are logins at most, without the cost of a hash. */
    private static final int SOLUTIONS_PER_SECOND = 1000;
    /** Captchas and pages are counted for logins with a hash, of which there are fewer. */
    private static final int LOGINS_FOR_EACH_WITH_A_HASH = 3;

    static RequestCosts on(KeycloakServer stock, KeycloakServer control, KeycloakServer ours, int users) {
        return new RequestCosts(
                new LoginRequests(stock, MeasuredRealm.plain(stock, users), users),
                new LoginRequests(control, MeasuredRealm.plain(control, users), users),
                new LoginRequests(ours, MeasuredRealm.plain(ours, users), users),
                new LoginRequests(ours, MeasuredRealm.work(ours, users), users),
                new LoginRequests(ours, MeasuredRealm.afterFailures(ours, users, FAILURES), users),
                new LoginRequests(ours, MeasuredRealm.documented(ours, users), users),
                new LoginRequests(ours, MeasuredRealm.moved(ours, users), users));
    }

    /** Logs in at the stock servers for as long as the other one answers all kinds of requests, so that all have compiled as much. */
    void warmUp(int seconds) throws Exception {
        Map<String, Callable<Double>> costs = of(seconds);
        List.of(stock, control).forEach(logins -> cost(logins.server(), logins.password(), costs.size() * seconds));
        Rounds.of(0, costs);
    }

    /** @return what measures each kind for so long, by its name */
    Map<String, Callable<Double>> of(int seconds) {
        int enough = seconds * LOGINS_FOR_EACH_WITH_A_HASH;
        Requests refresh = moved.refresh(MeasuredRealm.CLIENT_WITHOUT_CLAIMS);
        Requests refreshWithClaims = moved.refresh(MeasuredRealm.CLIENT);
        Map<String, Callable<Double>> costs = new LinkedHashMap<>();
        costs.put(STOCK, () -> cost(stock.server(), stock.password(), seconds));
        costs.put(CONTROL, () -> cost(control.server(), control.password(), seconds));
        costs.put(PASSWORD, () -> cost(plain.server(), plain.password(), seconds));
        costs.put(CAPTCHA, () -> cost(plain.server(), plain.captcha(enough), seconds));
        costs.put(WORK, () -> cost(work.server(), work.work(seconds * SOLUTIONS_PER_SECOND), seconds));
        costs.put(PASSWORD_AFTER_FAILURES, () -> cost(afterFailures.server(), afterFailures.password(), seconds));
        costs.put(PAGE_AFTER_FAILURES, () -> cost(afterFailures.server(), afterFailures.page(enough), seconds));
        costs.put(PAGE, () -> cost(plain.server(), plain.page(enough), seconds));
        costs.put(DOCUMENTED, () -> cost(documented.server(), documented.documented(enough), seconds));
        costs.put(CAPTCHA_OF_TENANT, () -> cost(documented.server(), documented.captcha(enough), seconds));
        costs.put(REFRESH_WITH_CLAIMS, () -> cost(moved.server(), refreshWithClaims, seconds));
        costs.put(REFRESH, () -> cost(moved.server(), refresh, seconds));
        costs.put(ISSUED_CAPTCHA, () -> cost(plain.server(), path(plain, "/captcha"), seconds));
        costs.put(ISSUED_CHALLENGE, () -> cost(work.server(), path(work, "/captcha/work"), seconds));
        costs.put(DISCOVERY, () -> cost(plain.server(), path(plain, "/.well-known/openid-configuration"), seconds));
        return costs;
    }

    static double cost(KeycloakServer server, Requests requests, int seconds) {
        Duration before = processorTime(server);
        Load load = Wrk.run(server, requests, CONNECTIONS, seconds);
        double milliseconds = processorTime(server).minus(before).toNanos() / 1e6 / load.requests();
        System.out.printf("  %.3f ms: %s%n", milliseconds, requests.lines().get(0).replaceFirst("[?\t].*", ""));
        return milliseconds;
    }

    private static Duration processorTime(KeycloakServer server) {
        return server.process().info().totalCpuDuration().orElseThrow();
    }

    private static Requests path(LoginRequests of, String path) {
        return Requests.get(of.realm().uri(path).getPath());
    }
}
