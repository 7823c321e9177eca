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

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On a server of its own: what other tests have begun, and what Keycloak does of itself, would be counted, too. */
class FloodIT {

    private static final int CAPTCHAS = 10_000;

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
        Map<String, Double> writes = metrics("vendor_statistics_stores");
        Map<String, Double> entries = metrics("vendor_statistics_approximate_entries");
        Map<String, Double> connections = metrics("agroal_acquire_count_total");

        issue(CAPTCHAS);

        assertThat(writes).hasSizeGreaterThan(10);
        assertThat(connections).isNotEmpty();
        assertThat(metrics("vendor_statistics_stores")).isEqualTo(writes);
        assertThat(metrics("vendor_statistics_approximate_entries")).isEqualTo(entries);
        assertThat(metrics("agroal_acquire_count_total")).isEqualTo(connections);
    }

    private static void issue(int count) {
        List<Integer> statuses = IntStream.range(0, count).parallel()
                .mapToObj(i -> Request.get(server.uri("/realms/" + DemoTenant.NAME + "/captcha")).send())
                .map(Answer::status).distinct().toList();
        assertThat(statuses).containsExactly(200);
    }

    private static Map<String, Double> metrics(String names) {
        return Request.get(URI.create(server.managementUrl() + "/metrics")).send().text().lines()
                .filter(line -> line.matches(names + "\\{.*"))
                .map(line -> line.split(" (?=\\S+$)"))
                .collect(Collectors.toMap(sample -> sample[0], sample -> Double.valueOf(sample[1])));
    }
}
