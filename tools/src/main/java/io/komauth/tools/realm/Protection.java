package io.komauth.tools.realm;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.komauth.tools.admin.Realm;
import io.komauth.tools.admin.Response;
import io.komauth.tools.cli.Failure;
import io.komauth.tools.cli.Json;

/** The endpoint of the JAR that protects a realm in one step. */
final class Protection {

    private static final String PATH = "/kom-auth/protection";

    private final Realm realm;

    Protection(Realm realm) {
        this.realm = realm;
    }

    JsonNode state() {
        return answer(realm.call("GET", PATH, null));
    }

    JsonNode protect(Set<ProtectionPart> parts, boolean dryRun) {
        ObjectNode body = Json.object();
        for (ProtectionPart part : ProtectionPart.values()) {
            // the direct grant of master is protected only if it is asked for by name
            if (!parts.contains(part)) {
                body.put(part.name(), false);
            }
        }
        return answer(realm.call("POST", PATH + "?dryRun=" + dryRun, body));
    }

    JsonNode undo(Set<ProtectionPart> parts, boolean dryRun) {
        String query = parts.stream().map(part -> "&part=" + part.name()).collect(Collectors.joining());
        return answer(realm.call("DELETE", PATH + "?dryRun=" + dryRun + query, null));
    }

    /** @return what was undone; nothing if the server has not the JAR any more, or undoing would do harm */
    Optional<JsonNode> undoIfPossible(boolean dryRun) {
        Response response = realm.call("DELETE", PATH + "?dryRun=" + dryRun, null);
        return response.status() == 404 || response.status() == 409 ? Optional.empty() : Optional.of(answer(response));
    }

    private JsonNode answer(Response response) {
        return switch (response.status()) {
            case 200 -> response.json();
            case 404 -> {
                // says so if it is the realm that is not there
                realm.settings();
                throw Failure.server(realm.name() + ": the server has no Kom Auth, or an older one: it answers 404 to " + PATH);
            }
            case 409 -> throw Failure.refused(realm.name() + ": " + response.problem());
            default -> throw Failure.realm(realm.name() + ": " + PATH + " answers " + response.status() + " "
                    + response.problem());
        };
    }
}
