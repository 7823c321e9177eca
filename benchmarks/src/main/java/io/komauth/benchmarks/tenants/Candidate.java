package io.komauth.benchmarks.tenants;

import java.util.ArrayList;
import java.util.List;

import io.komauth.benchmarks.load.MeasuredServer;
import io.komauth.testing.Database;
import io.komauth.testing.ServerOptions;

/**
 * A server that is compared with others.
 *
 * @param tenants   that its database has
 * @param hasOption whether it has what docs/operator.md tells operators of many tenants to set
 */
record Candidate(int tenants, boolean hasOption) {

    /** For 2,000 tenants; a limit, not a reservation. */
    static final String OPTION = "--cache-embedded-realms-max-count=200000";

    /** One of each size with the option, and the largest once more without it. */
    static List<Candidate> of(List<Integer> sizes) {
        List<Candidate> candidates = new ArrayList<>(sizes.stream().map(size -> new Candidate(size, true)).toList());
        candidates.add(new Candidate(sizes.get(sizes.size() - 1), false));
        return candidates;
    }

    /** As people read it. */
    String name() {
        return hasOption ? Integer.toString(tenants) : tenants + ", without the option";
    }

    /** Of folders, logs and databases. */
    String id() {
        return hasOption ? "tenants-" + tenants : "tenants-without-option";
    }

    ServerOptions server(Database database) {
        ServerOptions server = MeasuredServer.ours(id(), database, id());
        return hasOption ? server.options(OPTION) : server;
    }
}
