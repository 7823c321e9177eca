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

    private final KeycloakServer server;
    private final int tenants;
    private final Random random = new Random(1);
    private final long heap;
    private final long entries;

    WarmServer(KeycloakServer server, int tenants) {
        this.server = server;
        this.tenants = tenants;
        IntStream.range(0, tenants).mapToObj(TenantRealm::new).forEach(this::logIn);
        heap = Heap.afterCollection(server);
        entries = Caches.entries(server).get(CACHE);
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

    /** Logs in users of tenants at random, one after the other, with captchas that were fetched before. */
    Load logins(int seconds) {
        List<String> lines = random(seconds * FASTEST_LOGINS).parallel().map(this::login).toList();
        String credentials = TenantRealm.CLIENT + ":" + TenantRealm.SECRET;
        return Wrk.runAfterPause(server, Requests.postForms(lines).eachOnce().header("Authorization",
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8))), 1, seconds);
    }

    private String login(TenantRealm tenant) {
        return Requests.line(tenant.path("/protocol/openid-connect/token"),
                "grant_type=captcha&username=" + TenantRealm.USER + "&password=" + TenantRealm.PASSWORD + "&captchaCode="
                        + TokenRequest.CODE + "&captchaKey=" + TokenRequest.fetchCaptcha(server, tenant.realm()));
    }

    private Stream<TenantRealm> random(int count) {
        return random.ints(count, 0, tenants).boxed().map(TenantRealm::new).toList().stream();
    }

    private void logIn(TenantRealm tenant) {
        ServerResponse response = TokenRequest.captchaGrant(server, tenant.realm()).client(TenantRealm.CLIENT, TenantRealm.SECRET)
                .param("scope", null).param("username", TenantRealm.USER).param("password", TenantRealm.PASSWORD).send();
        if (response.status() != 200) {
            throw new IllegalStateException(tenant + ": " + response);
        }
    }
}
