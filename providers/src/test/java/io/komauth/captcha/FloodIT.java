package io.komauth.captcha;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;

import io.komauth.testing.DemoTenant;
import io.komauth.testing.Full;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Metrics;
import io.komauth.testing.Request;
import io.komauth.testing.ServerResponse;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On a server of its own: what other tests have begun, and what Keycloak does of itself, would be counted, too. */
@Full
class FloodIT {

    private static final int CAPTCHAS = 10_000;
    private static final String WRITES = "vendor_statistics_stores";
    private static final String ENTRIES = "vendor_statistics_approximate_entries";
    private static final String CONNECTIONS = "agroal_acquire_count_total";

    private static KeycloakServer server;

    @BeforeAll
    static void start() {
        server = KeycloakServer.named("flooded").demoRealm().withoutHousekeeping().start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /**
     * Counted by Keycloak's own metrics: the writes to every cache and its entries, and how often a connection to the
     * database was taken.
     */
    @Test
    void issuingTenThousandCaptchasChangesNoCacheAndNoTable() {
        issue(1);
        Metrics before = Metrics.of(server);

        issue(CAPTCHAS);

        Metrics after = Metrics.of(server);
        assertThat(before.values(WRITES)).hasSizeGreaterThan(10);
        assertThat(before.values(CONNECTIONS)).isNotEmpty();
        assertThat(after.values(WRITES)).isEqualTo(before.values(WRITES));
        assertThat(after.values(ENTRIES)).isEqualTo(before.values(ENTRIES));
        assertThat(after.values(CONNECTIONS)).isEqualTo(before.values(CONNECTIONS));
    }

    private static void issue(int count) {
        List<Integer> statuses = IntStream.range(0, count).parallel()
                .mapToObj(i -> Request.get(server.uri("/realms/" + DemoTenant.NAME + "/captcha")).send())
                .map(ServerResponse::status).distinct().toList();
        assertThat(statuses).containsExactly(200);
    }
}
