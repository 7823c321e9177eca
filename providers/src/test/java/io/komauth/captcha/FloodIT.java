package io.komauth.captcha;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.komauth.testing.DemoTenant;
import io.komauth.testing.Full;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Metrics;
import io.komauth.testing.ProofOfWork;
import io.komauth.testing.Request;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TokenRequest;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.RealmRepresentation;

/** On a server of its own: what other tests have begun, and what Keycloak does of itself, would be counted, too. */
@Full
class FloodIT {

    private static final int CAPTCHAS = 10_000;
    private static final int LOGINS = 10;
    private static final String WRITES = "vendor_statistics_stores";
    private static final String ENTRIES = "vendor_statistics_approximate_entries";
    private static final String CONNECTIONS = "agroal_acquire_count_total";

    private static KeycloakServer server;

    @BeforeAll
    static void start() {
        server = KeycloakServer.named("flooded").demoRealm().withoutHousekeeping().start();
        RealmRepresentation demo = server.admin().realm(DemoTenant.NAME).toRepresentation();
        demo.getAttributes().put("captcha.kinds", "either");
        // what the server does with a solution does not depend on how long the client has worked on it
        demo.getAttributes().put("captcha.work.derivations", "100");
        server.admin().realm(DemoTenant.NAME).update(demo);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /**
     * Counted by Keycloak's own metrics: the writes to every cache and its entries, and how often a connection to the
     * database was taken.
     */
    @ParameterizedTest
    @ValueSource(strings = {"/captcha", "/captcha/work"})
    void issuingTenThousandCaptchasChangesNoCacheAndNoTable(String path) {
        issue(path, 1);
        Metrics before = Metrics.of(server);

        issue(path, CAPTCHAS);

        Metrics after = Metrics.of(server);
        assertThat(before.values(WRITES)).hasSizeGreaterThan(10);
        assertThat(before.values(CONNECTIONS)).isNotEmpty();
        assertThat(after.values(WRITES)).isEqualTo(before.values(WRITES));
        assertThat(after.values(ENTRIES)).isEqualTo(before.values(ENTRIES));
        assertThat(after.values(CONNECTIONS)).isEqualTo(before.values(CONNECTIONS));
    }

    @Test
    void tenThousandJunkSolutionsFillNoCacheAndLeaveLoginsWorking() {
        ObjectNode solution = ProofOfWork.solve(ProofOfWork.fetch(server, DemoTenant.NAME));
        ((ObjectNode) solution.get("solution")).put("derivedKey", "ab".repeat(32));
        List<String> junk = List.of(ProofOfWork.encode(solution), "junk", "e30=");
        assertThat(redeem(junk.get(0))).isEqualTo(400);
        Metrics before = Metrics.of(server);

        CompletableFuture<List<Integer>> flood = CompletableFuture.supplyAsync(() -> IntStream.range(0, CAPTCHAS).parallel()
                .map(i -> redeem(junk.get(i % junk.size()))).distinct().boxed().toList());
        // one after the other: Keycloak refuses the same user's logins at the same moment
        List<Integer> logins = IntStream.range(0, LOGINS)
                .mapToObj(i -> redeem(ProofOfWork.payload(server, DemoTenant.NAME))).toList();
        assertThat(flood.join()).containsExactly(400);

        Metrics after = Metrics.of(server);
        assertThat(logins).hasSize(LOGINS).containsOnly(200);
        String marks = "actionTokens";
        assertThat(after.sum(WRITES, "cache=\"" + marks + "\"") - before.sum(WRITES, "cache=\"" + marks + "\""))
                .as("marks of the genuine ones, and the failure counts that these logins read").isBetween((double) LOGINS, 3.0 * LOGINS);
    }

    private static int redeem(String solution) {
        return TokenRequest.withoutCaptcha(server, DemoTenant.NAME, "captcha").param("altcha", solution).send().status();
    }

    private static void issue(String path, int count) {
        List<Integer> statuses = IntStream.range(0, count).parallel()
                .mapToObj(i -> Request.get(server.uri("/realms/" + DemoTenant.NAME + path)).send())
                .map(ServerResponse::status).distinct().toList();
        assertThat(statuses).containsExactly(200);
    }
}
