package io.komauth.tools.users;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.komauth.tools.cli.Json;

/** The export that was loaded last, as far as a delta needs it: its users, and a hash of each one's data. */
final class LoadedExport implements Export.Visitor {

    private final Map<String, Hash> roles = new HashMap<>();
    private final Map<String, Hash> users = new HashMap<>();

    static LoadedExport of(Export export) {
        LoadedExport loaded = new LoadedExport();
        export.forEach(loaded);
        return loaded;
    }

    @Override
    public void role(Row row, ObjectNode role) {
        roles.put(roleKey(row), Hash.of(role));
    }

    @Override
    public void user(Row row, ObjectNode user) {
        users.put(userKey(row), Hash.of(user));
    }

    boolean hasSameRole(Row row, ObjectNode role) {
        return Hash.of(role).equals(roles.get(roleKey(row)));
    }

    boolean hasSameUser(Row row, ObjectNode user) {
        return Hash.of(user).equals(users.get(userKey(row)));
    }

    /** Says that the new export has a row of this user, also one that is rejected; what was known of the user is forgotten. */
    void keep(Row row) {
        users.remove(userKey(row));
    }

    /** Hands over the tenant and the account of each deleted user. */
    void forEachRemoved(BiConsumer<String, String> each) {
        users.keySet().stream().sorted().forEach(key -> {
            int slash = key.indexOf('/');
            each.accept(key.substring(0, slash), key.substring(slash + 1));
        });
    }

    private static String roleKey(Row row) {
        return Keys.of(row, row.text("name"));
    }

    private static String userKey(Row row) {
        return Keys.of(row, Users.lower(row, "account"));
    }

    /** The first half of a SHA-256. */
    private record Hash(long first, long second) {

        static Hash of(ObjectNode object) {
            try {
                ByteBuffer digest = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256")
                        .digest(Json.write(object).getBytes(StandardCharsets.UTF_8)));
                return new Hash(digest.getLong(), digest.getLong());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
