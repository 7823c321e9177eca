package io.komauth.benchmarks.tenants;

import java.util.List;
import java.util.stream.IntStream;

import io.komauth.benchmarks.load.MeasuredServer;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.PostgreSql;

/** Tenants that a server creates one after the other. Each size that it reaches is kept as a database of its own. */
final class Growth {

    private static final String DATABASE = "tenants-growing";

    private Growth() {
    }

    static void of(PostgreSql database, List<Candidate> candidates) {
        database.create(DATABASE);
        int tenants = 0;
        for (Candidate candidate : candidates) {
            if (candidate.tenants() > tenants) {
                create(database, tenants, candidate.tenants());
                tenants = candidate.tenants();
                System.out.printf("%d tenants created%n", tenants);
            }
            database.copy(DATABASE, candidate.id());
        }
    }

    private static void create(PostgreSql database, int from, int to) {
        try (KeycloakServer server = MeasuredServer.ours(DATABASE, database, DATABASE).options(Candidate.OPTION).startProcess()) {
            IntStream.range(from, to).mapToObj(TenantRealm::new).forEach(tenant -> tenant.createWithUser(server));
        }
    }
}
