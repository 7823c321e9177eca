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
record State(long heap, Map<String, Long> entries) {

    /** Where Keycloak keeps the marks of captchas that were used. */
    private static final String MARKS = "actionTokens";

    static State of(KeycloakServer server) {
        return new State(Heap.afterCollection(server), Caches.entries(server));
    }

    /** Waits until no more marks are there than before, or so many minutes have passed. */
    static State whenGone(KeycloakServer server, State before, long minutes) {
        Instant end = Instant.now().plus(Duration.ofMinutes(minutes));
        while (Caches.entries(server).get(MARKS) > before.entries().get(MARKS) && Instant.now().isBefore(end)) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(5));
        }
        return of(server);
    }
}
