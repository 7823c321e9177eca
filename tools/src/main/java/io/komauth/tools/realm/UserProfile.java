package io.komauth.tools.realm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.komauth.tools.cli.Json;

/** A realm's user profile: which attributes users have, and who may view and edit them. */
record UserProfile(ObjectNode json) {

    private static final String ADMIN = "admin";

    UserProfile {
        json = json.deepCopy();
    }

    /**
     * The profile in which only administrators edit these attributes. Missing ones are added; who may view them
     * stays as it is.
     */
    UserProfile closed(Collection<String> names) {
        ObjectNode closed = json.deepCopy();
        ArrayNode attributes = closed.withArray("attributes");
        List<String> missing = new ArrayList<>(names);
        attributes.forEach(attribute -> missing.remove(name(attribute)));
        for (String name : missing) {
            ObjectNode attribute = attributes.addObject().put("name", name).put("displayName", name);
            attribute.putObject("validations").putObject("length").put("max", 255);
        }
        attributes.forEach(attribute -> {
            if (names.contains(name(attribute))) {
                ((ObjectNode) attribute).set("permissions", closedPermissions(attribute.path("permissions")));
            }
        });
        return new UserProfile(closed);
    }

    private static ObjectNode closedPermissions(JsonNode permissions) {
        ObjectNode closed = Json.object();
        ArrayNode view = closed.putArray("view");
        permissions.path("view").forEach(view::add);
        if (!contains(view, ADMIN)) {
            view.add(ADMIN);
        }
        closed.putArray("edit").add(ADMIN);
        return closed;
    }

    boolean isClosed(String name) {
        ArrayNode administrators = Json.object().putArray("edit").add(ADMIN);
        for (JsonNode attribute : json.path("attributes")) {
            if (name(attribute).equals(name)) {
                return attribute.path("permissions").path("edit").equals(administrators);
            }
        }
        return false;
    }

    List<String> names() {
        List<String> names = new ArrayList<>();
        json.path("attributes").forEach(attribute -> names.add(name(attribute)));
        return names;
    }

    /** Whether users write all attributes that are not in the profile. */
    boolean letsUsersWriteOthers() {
        return json.path("unmanagedAttributePolicy").asText().equals("ENABLED");
    }

    @Override
    public ObjectNode json() {
        return json.deepCopy();
    }

    private static String name(JsonNode attribute) {
        return attribute.path("name").asText();
    }

    private static boolean contains(ArrayNode texts, String text) {
        for (JsonNode node : texts) {
            if (node.asText().equals(text)) {
                return true;
            }
        }
        return false;
    }
}
