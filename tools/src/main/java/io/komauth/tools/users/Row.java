package io.komauth.tools.users;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.komauth.tools.cli.Json;

/** A row of an export, in its place. A line that is no JSON object is a row without columns. */
final class Row {

    private static final Pattern REALM_NAME = Pattern.compile("[0-9A-Za-z_][0-9A-Za-z_-]{0,199}");

    private final String place;
    private final ObjectNode columns;

    private Row(String place, ObjectNode columns) {
        this.place = place;
        this.columns = columns;
    }

    /** @param place the file and the number of the line, from 1 */
    static Row parse(String place, String line) {
        try {
            return new Row(place, Json.parse(line) instanceof ObjectNode object ? object : Json.object());
        } catch (JsonProcessingException notJson) {
            return new Row(place, Json.object());
        }
    }

    String place() {
        return place;
    }

    boolean has(String column) {
        return columns.has(column);
    }

    JsonNode value(String column) {
        return columns.path(column);
    }

    boolean isNull(String column) {
        JsonNode value = value(column);
        return value.isNull() || value.isMissingNode();
    }

    boolean isText(String column) {
        return value(column).isTextual();
    }

    /** The column's text, or null if it has none. */
    String text(String column) {
        return value(column).textValue();
    }

    /** Whether there is no text in it: null, or an empty text. */
    boolean isEmpty(String column) {
        return isNull(column) || "".equals(text(column));
    }

    boolean namesRealm() {
        return isText("tenant_id") && REALM_NAME.matcher(tenant()).matches();
    }

    String tenant() {
        return text("tenant_id");
    }

    String id() {
        return text("id");
    }

    /** The ids in the column {@code role_id}, each once, in their order as text. */
    List<String> roleIds() {
        String ids = text("role_id");
        return ids == null ? List.of()
                : Stream.of(ids.split(",")).map(Characters::strip).filter(id -> !id.isEmpty()).distinct().sorted().toList();
    }

    /** Says where the row is and what is wrong, with the ids that it has. */
    ObjectNode rejection(String defect) {
        ObjectNode rejection = Json.object();
        for (String column : List.of("tenant_id", "id")) {
            if (!isNull(column)) {
                rejection.set(column, value(column));
            }
        }
        return rejection.put("row", place).put("defect", defect);
    }
}
