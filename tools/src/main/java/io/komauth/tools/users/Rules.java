package io.komauth.tools.users;

import java.util.List;
import java.util.Set;

/** What is wrong with a row of either kind; each rule returns its reason, or null where it is kept. */
final class Rules {

    private static final int LONGEST_TEXT = 255;

    private Rules() {
    }

    /** What keeps any row from being imported. */
    static String rowDefect(Row row) {
        if (!row.has("tenant_id") && !row.has("id")) {
            return "the line is no JSON object with the columns of a row";
        }
        if (!row.namesRealm()) {
            return "tenant_id cannot name a realm: 1 to 200 of A-Z a-z 0-9 _ -, the first no -";
        }
        if (Characters.lower(row.tenant()).equals("master")) {
            return "tenant_id is the administration realm";
        }
        if (!row.isText("id")) {
            return "id is no text; as a number it would lose digits";
        }
        if (Characters.isBlank(row.id())) {
            return "id is empty";
        }
        return textDefect(row, List.of("id"));
    }

    /** The first of these columns that cannot be kept. Its length is as Java and most databases count it. */
    static String textDefect(Row row, List<String> columns) {
        for (String column : columns) {
            if (row.isNull(column)) {
                continue;
            }
            if (!row.isText(column)) {
                return column + " is neither text nor null";
            }
            if (row.text(column).length() > LONGEST_TEXT) {
                return column + " has more than " + LONGEST_TEXT + " characters";
            }
            if (Characters.hasUnreadable(row.text(column))) {
                return column + " has characters that could not be read, or NUL: is the export in UTF-8?";
            }
        }
        return null;
    }

    /** The role that Keycloak gives to each new user of a realm. */
    static String defaultRole(String tenant) {
        return "default-roles-" + Characters.lower(tenant);
    }

    /** Whether Keycloak has a role of that name in each realm. */
    static boolean isOwnRole(String tenant, String name) {
        return Set.of("offline_access", "uma_authorization", defaultRole(tenant)).contains(name);
    }
}
