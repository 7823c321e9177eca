package io.komauth.loginapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import io.komauth.testing.Cluster;
import io.komauth.testing.Database;
import io.komauth.testing.Full;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.TestRealm;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Servers that share a database and nothing else: the halves of a cluster that do not reach each other, or one that starts after
 * all others have stopped.
 */
@Full
class SharedDatabaseIT {

    private static final int TOKENS = 10;

    private static final ExecutorService CALLERS = Executors.newFixedThreadPool(2);
    private static Database database;
    private static KeycloakServer first;
    private static KeycloakServer second;
    private static TestRealm tenant;
    private static String exchangedBefore;

    @BeforeAll
    static void start() {
        assumeTrue(Cluster.canStart(), "the build has not unpacked a distribution");
        database = Database.start().create("shared");
        first = server("shared-first");
        tenant = OldRefreshTokens.tenant(first);
        exchangedBefore = OldRefreshTokens.token(tenant);
        assertThat(exchange(first, exchangedBefore)).isEqualTo(200);
        second = server("shared-second");
    }

    /** Its caches are its own, as always in development mode. */
    private static KeycloakServer server(String name) {
        return KeycloakServer.named(name).database(database, "shared").startProcess();
    }

    @AfterAll
    static void stop() throws Exception {
        CALLERS.shutdownNow();
        for (AutoCloseable started : new AutoCloseable[] {second, first, database}) {
            if (started != null) {
                started.close();
            }
        }
    }

    @Test
    void anOldRefreshTokenThatWasExchangedBeforeAServerStartsIsRefusedByIt() {
        assertThat(exchange(second, exchangedBefore)).isEqualTo(400);
        assertThat(exchange(second, OldRefreshTokens.token(tenant))).isEqualTo(200);
    }

    @Test
    void anOldRefreshTokenThatOneServerHasExchangedIsRefusedByTheOther() {
        for (int i = 0; i < TOKENS; i++) {
            KeycloakServer one = i % 2 == 0 ? first : second;
            String token = OldRefreshTokens.token(tenant);
            assertThat(exchange(one, token)).isEqualTo(200);
            assertThat(exchange(one == first ? second : first, token)).isEqualTo(400);
            assertThat(exchange(one, token)).isEqualTo(400);
        }
    }

    @Test
    void anOldRefreshTokenSentToBothConcurrentlyIsExchangedOnce() throws Exception {
        for (int i = 0; i < TOKENS; i++) {
            String token = OldRefreshTokens.token(tenant);
            CyclicBarrier moment = new CyclicBarrier(2);
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> status : CALLERS.invokeAll(Stream.of(first, second).<Callable<Integer>>map(server -> () -> {
                moment.await();
                return exchange(server, token);
            }).toList())) {
                statuses.add(status.get());
            }
            assertThat(statuses).containsExactlyInAnyOrder(200, 400);
        }
    }

    private static int exchange(KeycloakServer server, String token) {
        return OldRefreshTokens.exchange(server, tenant, token).status();
    }
}
