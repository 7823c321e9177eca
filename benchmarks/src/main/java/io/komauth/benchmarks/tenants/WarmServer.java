package io.komauth.benchmarks.tenants;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.komauth.benchmarks.load.Caches;
import io.komauth.benchmarks.load.Heap;
import io.komauth.benchmarks.load.Load;
import io.komauth.benchmarks.load.Requests;
import io.komauth.benchmarks.load.Wrk;
import io.komauth.testing.Database;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TokenRequest;

/** A server whose tenants have had one login each since its start: its memory and throughput. */
final class WarmServer {

    /** What realms are made of. */
    static final String CACHE = "realms";
    /** Which versions of that there are; what it has lost is lost to the other one, too. */
    static final String REVISIONS = "realmRevisions";

    private static final int FASTEST_LOGINS = 200;
    private static final int CAPTCHAS = 10_000;
    private static final int REFRESHES = 5_000;
    private static final String TOKEN = "/protocol/openid-connect/token";

    private final KeycloakServer server;
    private final int tenants;
    private final Random random = new Random(1);
    private final double start;
    private final List<String> refreshTokens;
    private final long heap;
    private final long entries;

    private WarmServer(KeycloakServer server, int tenants, double start) {
        this.server = server;
        this.tenants = tenants;
        this.start = start;
        refreshTokens = IntStream.range(0, tenants).mapToObj(TenantRealm::new).map(this::logIn).toList();
        heap = Heap.afterCollection(server);
        entries = Caches.entries(server).get(CACHE);
    }

    static WarmServer start(Database database, Candidate candidate) {
        // what Keycloak builds of itself at the first start with these options is no part of the next
        candidate.server(database).startProcess().close();
        long begin = System.nanoTime();
        KeycloakServer server = candidate.server(database).startProcess();
        return new WarmServer(server, candidate.tenants(), (System.nanoTime() - begin) / 1e9);
    }

    KeycloakServer server() {
        return server;
    }

    /** Seconds that the node took until it was ready. */
    double start() {
        return start;
    }

    /** In kilobytes, after a full collection. */
    long heap() {
        return heap;
    }

    /** In the cache, when each tenant had had one login. */
    long entries() {
        return entries;
    }

    /** From the cache, until now. */
    long evictions() {
        return Caches.evictions(server).get(CACHE);
    }

    /** Fetches captchas of tenants at random. */
    Load captchas(int seconds) {
        List<String> paths = random(CAPTCHAS).map(tenant -> tenant.path("/captcha")).toList();
        return Wrk.runAfterPause(server, Requests.get(paths), 1, seconds);
    }

    /** Refreshes tokens of tenants at random. */
    Load refreshes(int seconds) {
        List<String> lines = random.ints(REFRESHES, 0, tenants).mapToObj(tenant -> Requests.line(new TenantRealm(tenant).path(TOKEN),
                "grant_type=refresh_token&refresh_token=" + refreshTokens.get(tenant))).toList();
        return Wrk.runAfterPause(server, authorized(Requests.postForms(lines)), 1, seconds);
    }

    /** Logs in users of tenants at random, one after the other, with captchas that were fetched before. */
    Load logins(int seconds) {
        List<String> lines = random(seconds * FASTEST_LOGINS).parallel().map(this::login).toList();
        return Wrk.runAfterPause(server, authorized(Requests.postForms(lines).eachOnce()), 1, seconds);
    }

    private static Requests authorized(Requests requests) {
        String credentials = TenantRealm.CLIENT + ":" + TenantRealm.SECRET;
        return requests.header("Authorization",
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)));
    }

    private String login(TenantRealm tenant) {
        return Requests.line(tenant.path(TOKEN),
                "grant_type=captcha&username=" + TenantRealm.USER + "&password=" + TenantRealm.PASSWORD + "&captchaCode="
                        + TokenRequest.CODE + "&captchaKey=" + TokenRequest.fetchCaptcha(server, tenant.realm()));
    }

    private Stream<TenantRealm> random(int count) {
        return random.ints(count, 0, tenants).boxed().map(TenantRealm::new).toList().stream();
    }

    /** @return the refresh token */
    private String logIn(TenantRealm tenant) {
        ServerResponse response = TokenRequest.captchaGrant(server, tenant.realm()).client(TenantRealm.CLIENT, TenantRealm.SECRET)
                .param("scope", null).param("username", TenantRealm.USER).param("password", TenantRealm.PASSWORD).send();
        if (response.status() != 200) {
            throw new IllegalStateException(tenant + ": " + response);
        }
        return response.member("refresh_token");
    }
}
