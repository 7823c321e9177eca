package io.komauth.tools.users;

import java.util.Collection;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import io.komauth.tools.admin.Response;

/** Why a server did not import something. */
final class ImportFailure {

    private static final int INTERNAL_SERVER_ERROR = 500;

    private ImportFailure() {
    }

    /** @param imported what was sent */
    static String reason(Response response, Collection<JsonNode> imported) {
        String reason = response.status() + " " + response.problem();
        String rare = imported.stream().map(JsonNode::toString).flatMapToInt(String::codePoints)
                .filter(Character::isSupplementaryCodePoint).distinct().mapToObj(Character::toString).collect(Collectors.joining(" "));
        // Keycloak says no more than that
        return response.status() == INTERNAL_SERVER_ERROR && !rare.isEmpty()
                ? reason + " The database of the server may be one that cannot store " + rare + ", such as MariaDB or MySQL." : reason;
    }
}
