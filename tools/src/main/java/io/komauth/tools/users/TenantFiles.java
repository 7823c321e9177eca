package io.komauth.tools.users;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import io.komauth.tools.cli.Failure;
import io.komauth.tools.cli.Json;

/** A tenant's folder, as {@code convert} makes it. Files that would be empty are not there. */
record TenantFiles(Path folder) {

    /** Roles that are new or different. */
    static final String ROLES = "roles.jsonl";
    /** Users who are new or different. */
    static final String USERS = "users.jsonl";
    /** All users of the tenant, which the realm is compared with. */
    static final String ALL = "all.jsonl";
    /** The names of deleted users. */
    static final String REMOVED = "removed.jsonl";

    private static final Pattern TENANT = Pattern.compile("[0-9A-Za-z_][0-9A-Za-z_-]*");

    /** @throws Failure if nothing can be loaded from there */
    TenantFiles {
        if (!Files.isDirectory(folder)) {
            throw Failure.usage(folder + " is no folder that convert has made");
        }
        Path name = folder.getFileName();
        if (name == null || !TENANT.matcher(name.toString()).matches()) {
            throw Failure.usage(folder + " has no tenant's name");
        }
        if (Characters.lower(name.toString()).equals("master")) {
            throw Failure.usage(folder + " would be loaded into the administration realm");
        }
        Stream.of(ROLES, USERS, ALL, REMOVED).map(folder::resolve).filter(Files::exists)
                .filter(file -> !Files.isRegularFile(file) || !Files.isReadable(file)).forEach(file -> {
                    throw Failure.usage(file + " is no file that can be read");
                });
    }

    String tenant() {
        return String.valueOf(folder.getFileName());
    }

    /** Hands over the JSON of each line; nothing where there is no such file. */
    void read(String file, Consumer<JsonNode> each) {
        Path path = folder.resolve(file);
        if (Files.notExists(path)) {
            return;
        }
        int number = 0;
        try (BufferedReader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                each.accept(Json.parse(line));
            }
        } catch (JsonProcessingException e) {
            throw Failure.usage(path + ":" + number + " is not what convert writes: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw Failure.file(path, e);
        }
    }

    /** The number of lines. */
    int count(String file) {
        int[] count = {0};
        read(file, line -> count[0]++);
        return count[0];
    }
}
