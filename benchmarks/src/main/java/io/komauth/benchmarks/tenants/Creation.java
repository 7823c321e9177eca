package io.komauth.benchmarks.tenants;

import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import io.komauth.benchmarks.Samples;
import io.komauth.benchmarks.load.Caches;
import io.komauth.testing.KeycloakServer;

/**
 * What creating and removing another tenant costs a server.
 *
 * @param alone            seconds of a request that creates one, when another request of the administrator came before it
 * @param inARow           the same of requests that follow each other
 * @param removal          seconds of a request that removes one, when another request came before it
 * @param entries          in the cache when there are these tenants more
 * @param evicted          from the cache until then
 * @param evictedRevisions likewise
 */
record Creation(Samples alone, Samples inARow, Samples removal, long entries, long evicted, long evictedRevisions) {

    private static final int COUNT = 10;
    private static final int IN_A_ROW = 5;

    /** @param warmingUp how many are created and removed first */
    static Creation on(KeycloakServer server, int tenants, int warmingUp) {
        samples(tenants, warmingUp, tenant -> tenant.createWithUser(server) + tenant.remove(server));
        Samples alone = samples(tenants, COUNT, tenant -> tenant.createWithUser(server));
        // the first one follows on nothing
        new TenantRealm(tenants + COUNT).create(server);
        Samples inARow = samples(tenants + COUNT + 1, IN_A_ROW, tenant -> tenant.create(server));
        Map<String, Long> evictions = Caches.evictions(server);
        long entries = Caches.entries(server).get(WarmServer.CACHE);
        Samples removal = samples(tenants, COUNT + 1 + IN_A_ROW, tenant -> tenant.remove(server));
        return new Creation(alone, inARow, removal, entries, evictions.get(WarmServer.CACHE), evictions.get(WarmServer.REVISIONS));
    }

    private static Samples samples(int first, int count, ToDoubleFunction<TenantRealm> seconds) {
        return new Samples(IntStream.range(first, first + count).mapToObj(TenantRealm::new).mapToDouble(seconds).boxed().toList());
    }
}
