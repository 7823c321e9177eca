package io.komauth.tools.users;

import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import io.komauth.tools.admin.Realm;
import io.komauth.tools.cli.Output;

/** The names of a realm's users, and whether they are enabled. */
final class RealmUsers {

    private static final int PAGE = 1000;

    private final Map<String, Boolean> enabledByName = new HashMap<>();

    static RealmUsers of(Realm realm) {
        RealmUsers users = new RealmUsers();
        realm.forEach("/users?briefRepresentation=true", PAGE,
                user -> users.enabledByName.put(name(user), user.path("enabled").asBoolean()));
        return users;
    }

    boolean contains(String name) {
        return enabledByName.containsKey(Characters.lower(name));
    }

    void remove(String name) {
        enabledByName.remove(Characters.lower(name));
    }

    /**
     * Names and counts the users of the export that the realm does not have, or has with another {@code enabled}, and those
     * that are not of the export. It forgets whom it has found.
     */
    void compare(String realm, TenantFiles files, Output output, LoadResult result) {
        files.read(TenantFiles.ALL, user -> {
            if (!enabledByName.remove(name(user), user.path("enabled").asBoolean())) {
                result.miss();
                output.message(Output.printable(realm + ": missing: " + name(user)));
            }
        });
        nameOthers(realm, output, result);
    }

    /** Names and counts the users who are not of the export. */
    void nameOthers(String realm, Output output, LoadResult result) {
        enabledByName.keySet().stream().sorted().forEach(name -> {
            result.other();
            output.message(Output.printable(realm + ": not of the export: " + name));
        });
    }

    private static String name(JsonNode user) {
        return Characters.lower(user.path("username").asText());
    }
}
