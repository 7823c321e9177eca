package io.komauth.protection;

import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;

/** What a server finds about the login paths of a realm. */
public record Findings(JsonNode json) {

    public static Findings of(TestRealm realm) {
        return in("en", realm);
    }

    /** @param language of the texts */
    static Findings in(String language, TestRealm realm) {
        ServerResponse response = realm.adminRequest("GET", "/kom-auth/protection").header("Accept-Language", language).send();
        if (response.status() != 200) {
            throw new AssertionError(response.toString());
        }
        return new Findings(response.json());
    }

    /** The open paths, each as its id and what is concerned. */
    List<String> open() {
        return list("openPaths");
    }

    /** All else that is found. */
    List<String> warnings() {
        return list("warnings");
    }

    /** A member of each open path. */
    List<String> open(String member) {
        return stream("openPaths").stream().map(path -> path.path(member).asText()).toList();
    }

    private List<String> list(String kind) {
        return stream(kind).stream().map(path -> {
            JsonNode concerns = path.path("concerns");
            StringBuilder text = new StringBuilder(path.path("id").asText());
            for (String name : List.of("client", "identityProvider", "policy", "step", "setting", "value", "theme", "page")) {
                if (concerns.has(name)) {
                    text.append(' ').append(concerns.path(name).asText());
                }
            }
            return text.toString();
        }).toList();
    }

    private List<JsonNode> stream(String kind) {
        return StreamSupport.stream(json.path(kind).spliterator(), false).toList();
    }
}
