package io.komauth.tools.users;

import java.util.HashSet;
import java.util.Set;

/** Which keys more than one row of a tenant has. Rows whose tenant cannot name a realm have none. */
final class Keys {

    private Set<String> seen = new HashSet<>();
    private final Set<String> repeated = new HashSet<>();

    void add(Row row, String key) {
        if (key != null && row.namesRealm()) {
            String full = of(row, key);
            if (!seen.add(full)) {
                repeated.add(full);
            }
        }
    }

    /** Forgets the keys of one row only, once all rows have been seen. */
    void complete() {
        seen = Set.of();
    }

    boolean isRepeated(Row row, String key) {
        return repeated.contains(of(row, key));
    }

    /** A tenant's name has no slash, so that no two keys are confused. */
    static String of(Row row, String key) {
        return row.tenant() + "/" + key;
    }
}
