package io.komauth.benchmarks.tenants;

import java.util.ArrayList;
import java.util.List;

/**
 * A server that is compared with others.
 *
 * @param hasOption whether it has what docs/operator.md tells operators of many tenants to set
 */
record Candidate(int tenants, boolean hasOption) {

    private static final String OPTION = "--cache-embedded-realms-max-count=";
    private static final int ENTRIES_OF_A_TENANT = 100;

    /** One of each size, and the largest once more with the option. */
    static List<Candidate> of(List<Integer> sizes) {
        List<Candidate> candidates = new ArrayList<>(sizes.stream().map(size -> new Candidate(size, false)).toList());
        candidates.add(new Candidate(sizes.get(sizes.size() - 1), true));
        return candidates;
    }

    /** As people read it. */
    String name() {
        return hasOption ? tenants + ", `" + options()[0] + "`" : Integer.toString(tenants);
    }

    /** Of folders, logs and databases. */
    String id() {
        return hasOption ? "tenants-with-option" : "tenants-" + tenants;
    }

    String[] options() {
        return hasOption ? new String[] {OPTION + tenants * ENTRIES_OF_A_TENANT} : new String[0];
    }
}
