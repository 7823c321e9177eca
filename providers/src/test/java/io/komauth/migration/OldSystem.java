package io.komauth.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.komauth.testing.Md5;

/** The rows of an old system, which tests change and export. */
final class OldSystem {

    static final String PASSWORD = "old password";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<ObjectNode> roles = new ArrayList<>();
    private final List<ObjectNode> users = new ArrayList<>();

    /** A role whose id is the tenant's name with a number. */
    ObjectNode role(String tenant, int number, String name) {
        ObjectNode role = JSON.createObjectNode().put("tenant_id", tenant).put("id", roleId(tenant, number))
                .put("name", name).put("role_name", "the " + name);
        roles.add(role);
        return role;
    }

    static String roleId(String tenant, int number) {
        return tenant + "." + number;
    }

    /** A user with {@link #PASSWORD}. */
    ObjectNode user(String tenant, String id, String account) {
        ObjectNode user = JSON.createObjectNode().put("tenant_id", tenant).put("id", id).put("account", account)
                .put("password", Md5.sha1OfHex(PASSWORD)).put("password_date", 1650211202000L)
                .put("nick_name", "nick of " + account).put("enabled", true);
        users.add(user);
        return user;
    }

    void remove(ObjectNode user) {
        users.remove(user);
    }

    void exportTo(Path folder) {
        try {
            Files.createDirectory(folder);
            Files.writeString(folder.resolve("roles.jsonl"), lines(roles));
            Files.writeString(folder.resolve("users.jsonl"), lines(users));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String lines(List<ObjectNode> rows) {
        return rows.stream().map(row -> row + "\n").collect(Collectors.joining());
    }
}
