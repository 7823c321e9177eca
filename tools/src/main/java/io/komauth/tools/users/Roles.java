package io.komauth.tools.users;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.komauth.tools.cli.Json;

/** The roles of an export. */
final class Roles {

    private final Path file;
    private final Keys names = new Keys();
    private final Keys ids = new Keys();
    private final Map<String, String> nameById = new HashMap<>();

    private Roles(Path file) {
        this.file = file;
    }

    /** Reads the file once for what must be unique, and once more for the roles that can be imported. */
    static Roles read(Path file) {
        Roles roles = new Roles(file);
        Rows.read(file, row -> {
            roles.names.add(row, row.text("name"));
            roles.ids.add(row, row.id());
        });
        roles.names.complete();
        roles.ids.complete();
        Rows.read(file, row -> {
            if (roles.defect(row) == null) {
                roles.nameById.put(Keys.of(row, row.id()), row.text("name"));
            }
        });
        return roles;
    }

    Path file() {
        return file;
    }

    /** The name of the role that a row's tenant has by this id, or null if it has none. */
    String name(Row row, String id) {
        return nameById.get(Keys.of(row, id));
    }

    /** The first thing that keeps a row from being imported, or null. */
    String defect(Row row) {
        String defect = Rules.rowDefect(row);
        if (defect == null) {
            defect = Rules.textDefect(row, List.of("name", "role_name"));
        }
        return defect == null ? nameOrIdDefect(row) : defect;
    }

    private String nameOrIdDefect(Row row) {
        String name = row.text("name");
        if (row.isEmpty("name")) {
            return "name is empty";
        }
        if (Characters.isEdgedByBlank(name)) {
            return "name begins or ends with a blank, which Keycloak takes away";
        }
        if (Characters.hasControl(name)) {
            return "name has a control character";
        }
        if (Rules.isOwnRole(row.tenant(), name)) {
            return "name is a role of Keycloak's own";
        }
        if (row.id().contains(",") || Characters.isEdgedByBlank(row.id())) {
            return "id has a comma, or begins or ends with a blank: no user could have it";
        }
        if (names.isRepeated(row, name)) {
            return "name: another role of the tenant has it";
        }
        return ids.isRepeated(row, row.id()) ? "id: another role of the tenant has it" : null;
    }

    /** What Keycloak imports for a row without a defect. */
    static ObjectNode representation(Row row) {
        ObjectNode role = Json.object().put("name", row.text("name"));
        ObjectNode attributes = role.putObject("attributes");
        attributes.putArray("role_id").add(row.id());
        attributes.putArray("role_name").add(row.isNull("role_name") ? row.text("name") : row.text("role_name"));
        return role;
    }
}
