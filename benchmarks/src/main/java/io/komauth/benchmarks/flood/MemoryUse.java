package io.komauth.benchmarks.flood;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.komauth.benchmarks.load.Caches;
import io.komauth.benchmarks.load.Heap;
import io.komauth.testing.KeycloakServer;

/**
 * What a server keeps in memory.
 *
 * @param heap    in kilobytes
 * @param entries of each cache
 */
record MemoryUse(long heap, Map<String, Long> entries) {

    /** Where Keycloak keeps the marks of captchas that were used. */
    private static final String MARKS = "actionTokens";

    static MemoryUse of(KeycloakServer server) {
        return new MemoryUse(Heap.afterCollection(server), Caches.entries(server));
    }

    /** Waits until no more marks are there than before, or so many minutes have passed. */
    static MemoryUse whenGone(KeycloakServer server, MemoryUse before, long minutes) {
        Instant end = Instant.now().plus(Duration.ofMinutes(minutes));
        while (Caches.entries(server).get(MARKS) > before.entries().get(MARKS) && Instant.now().isBefore(end)) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(5));
        }
        return of(server);
    }
}
