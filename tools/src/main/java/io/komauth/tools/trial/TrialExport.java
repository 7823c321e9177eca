package io.komauth.tools.trial;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.komauth.tools.cli.Failure;
import io.komauth.tools.cli.Json;
import io.komauth.tools.cli.PrivateFiles;

/**
 * Exports of an old system with made-up users, spread over its tenants. Each user has two of five roles. In the second export, a
 * week later, one of a hundred users is gone, one is new, and four have changed.
 */
record TrialExport(int tenants, int users) {

    static final String FIRST = "first";
    static final String SECOND = "second";
    static final String ROLES = "roles.jsonl";
    static final String USERS = "users.jsonl";

    private static final List<String> ROLE_NAMES = List.of("administrator", "manager", "clerk", "guest", "auditor");

    /** @throws Failure if there would be no tenant or no user */
    TrialExport {
        if (tenants < 1 || users < 1) {
            throw Failure.usage(tenants + " tenants with " + users + " users: a trial has one of each at least");
        }
    }

    /** @param number from 0 */
    static String tenant(int number) {
        return Integer.toString(100000 + number);
    }

    /** Writes both exports, each into a folder of its own. */
    void write(Path folder) {
        write(folder.resolve(FIRST), this::user);
        write(folder.resolve(SECOND), this::changedUser);
    }

    private void write(Path folder, IntFunction<ObjectNode> userOf) {
        try {
            PrivateFiles.createFolder(folder);
            try (BufferedWriter writer = PrivateFiles.append(folder.resolve(ROLES))) {
                for (int tenant = 1; tenant <= tenants; tenant++) {
                    for (int role = 0; role < ROLE_NAMES.size(); role++) {
                        writer.append(Json.write(role(tenant, role))).append('\n');
                    }
                }
            }
            try (BufferedWriter writer = PrivateFiles.append(folder.resolve(USERS))) {
                for (int user = 0; user < users; user++) {
                    writer.append(Json.write(userOf.apply(user))).append('\n');
                }
            }
        } catch (IOException e) {
            throw Failure.file(folder, e);
        }
    }

    private static JsonNode role(int tenant, int role) {
        return Json.object().put("tenant_id", tenant(tenant)).put("id", roleId(tenant, role)).put("name", ROLE_NAMES.get(role))
                .put("role_name", roleName(role));
    }

    private static String roleId(int tenant, int role) {
        return "15" + (10000000 + tenant) + (10000000 + role);
    }

    private static String roleName(int role) {
        return "the " + ROLE_NAMES.get(role);
    }

    /** The user of this number, from 0, in the first export. */
    ObjectNode user(int number) {
        int tenant = tenantOf(number);
        return Json.object().put("tenant_id", tenant(tenant)).put("id", "1310000000" + (100000000 + number))
                .put("account", "user" + number).put("password", OldPassword.SHA1_OF_MD5)
                .put("password_date", 1650211202000L + number * 1000L).put("real_name", "用户 " + number)
                .put("nick_name", "小 " + number).put("role_id", roleId(tenant, 1) + "," + roleId(tenant, otherRole(number)))
                .put("dept_id", "11" + (10000000 + tenant) + "10000000").put("post_id", "").put("enabled", number % 100 != 99);
    }

    private int tenantOf(int number) {
        return number % tenants + 1;
    }

    private static int otherRole(int number) {
        return number % 3 + 2;
    }

    /** The user of this number in the second export. */
    ObjectNode changedUser(int number) {
        ObjectNode user = user(number);
        if (number % 100 == 1) {
            return user.put("account", "new" + number).put("id", "2" + user.path("id").asText());
        }
        return number % 100 < 5 ? user.put("nick_name", "大 " + number) : user;
    }

    /** The names of the user's roles, in their order as text. */
    static List<String> roleNames(int number) {
        return List.of(roleName(1), roleName(otherRole(number))).stream().sorted().toList();
    }
}
