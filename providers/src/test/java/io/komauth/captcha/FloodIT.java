package io.komauth.captcha;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.komauth.testing.Answer;
import io.komauth.testing.DemoTenant;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Request;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.Test;

@WithKeycloak
class FloodIT {

    private static final int CAPTCHAS = 10_000;

    /**
     * How often the scheduled tasks, which every server runs each quarter of an hour, may take a connection, and a lock on
     * each other, which is an entry of the cache {@code work}. Captchas would do either by the thousand.
     */
    private static final int HOUSEKEEPING = CAPTCHAS / 500;

    /**
     * Counted by Keycloak's own metrics: the writes to every cache and its entries, of which those of other tests may
     * expire meanwhile, and how often a connection to the database was taken.
     */
    @Test
    void issuingTenThousandCaptchasChangesNoCacheAndNoTable(KeycloakServer server) {
        issue(server, 1);
        Map<String, Double> writes = metrics(server, "vendor_statistics_stores");
        Map<String, Double> entries = metrics(server, "vendor_statistics_approximate_entries");
        double connections = connections(server);

        issue(server, CAPTCHAS);

        assertThat(writes).hasSizeGreaterThan(10);
        assertThat(metrics(server, "vendor_statistics_stores")).hasSameSizeAs(writes)
                .allSatisfy((cache, count) -> assertThat(count - writes.get(cache))
                        .isBetween(0.0, cache.contains("cache=\"work\"") ? HOUSEKEEPING : 0.0));
        assertThat(metrics(server, "vendor_statistics_approximate_entries")).hasSameSizeAs(entries)
                .allSatisfy((cache, count) -> assertThat(count).isLessThanOrEqualTo(entries.get(cache)));
        assertThat(connections(server) - connections).isLessThan(HOUSEKEEPING);
    }

    private static double connections(KeycloakServer server) {
        return metrics(server, "agroal_acquire_count_total").values().stream().mapToDouble(Double::doubleValue)
                .max().orElseThrow();
    }

    private static void issue(KeycloakServer server, int count) {
        List<Integer> statuses = IntStream.range(0, count).parallel()
                .mapToObj(i -> Request.get(server.uri("/realms/" + DemoTenant.NAME + "/captcha")).send())
                .map(Answer::status).distinct().toList();
        assertThat(statuses).containsExactly(200);
    }

    private static Map<String, Double> metrics(KeycloakServer server, String names) {
        return Request.get(URI.create(server.managementUrl() + "/metrics")).send().text().lines()
                .filter(line -> line.matches(names + "\\{.*"))
                .map(line -> line.split(" (?=\\S+$)"))
                .collect(Collectors.toMap(sample -> sample[0], sample -> Double.valueOf(sample[1])));
    }
}
