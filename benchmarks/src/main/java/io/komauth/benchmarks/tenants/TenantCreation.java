package io.komauth.benchmarks.tenants;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.komauth.benchmarks.Samples;
import io.komauth.benchmarks.load.Caches;
import io.komauth.benchmarks.load.MeasuredServer;
import io.komauth.benchmarks.load.Plot;
import io.komauth.testing.Database;
import io.komauth.testing.KeycloakServer;

/**
 * How a server got its tenants, one after the other.
 *
 * @param seconds          that creating each took
 * @param entries          in the cache then
 * @param evicted          from the cache until then
 * @param evictedRevisions likewise
 */
record TenantCreation(List<Double> seconds, long entries, long evicted, long evictedRevisions) {

    private static final int LAST = 10;
    /** Removed again before the first of those that are counted. */
    private static final int FOR_WARMING_UP = 60;

    /**
     * Creates tenants in an empty database, by a server of its own.
     *
     * @param quickLook whether the first of them may take as long as they like
     */
    static TenantCreation of(Database database, Candidate candidate, boolean quickLook) {
        String schema = candidate.id();
        int tenants = candidate.tenants();
        int warmingUp = quickLook ? 0 : FOR_WARMING_UP;
        database.create(schema);
        try (KeycloakServer server = MeasuredServer.ours(schema, database, schema).options(candidate.options())
                .startProcess()) {
            create(server, tenants, warmingUp);
            IntStream.range(0, warmingUp).forEach(i -> new TenantRealm(tenants + i).remove(server));
            List<Double> seconds = create(server, 0, tenants);
            Map<String, Long> evictions = Caches.evictions(server);
            return new TenantCreation(seconds, Caches.entries(server).get(WarmServer.CACHE), evictions.get(WarmServer.CACHE),
                    evictions.get(WarmServer.REVISIONS));
        }
    }

    private static List<Double> create(KeycloakServer server, int first, int count) {
        List<Double> seconds = new ArrayList<>();
        for (int number = first; number < first + count; number++) {
            seconds.add(new TenantRealm(number).create(server));
        }
        return seconds;
    }

    /** @return the seconds that each of the last ten took */
    Samples last() {
        return new Samples(seconds.subList(Math.max(0, seconds.size() - LAST), seconds.size()));
    }

    List<Plot.Point> points() {
        return IntStream.range(0, seconds.size()).mapToObj(i -> new Plot.Point(i + 1, seconds.get(i))).toList();
    }
}
