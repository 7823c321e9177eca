package io.komauth.tools.realm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.komauth.tools.admin.Realm;
import io.komauth.tools.admin.UrlEncoding;

/**
 * A client of a realm.
 *
 * @param id       Keycloak's own
 * @param clientId what the client calls itself
 */
record Client(String id, String clientId) {

    static Client of(JsonNode representation) {
        return new Client(representation.path("id").asText(), representation.path("clientId").asText());
    }

    /** Clears one of its attributes, and leaves everything else as it is. */
    void clearAttribute(Realm realm, String name) {
        String path = "/clients/" + UrlEncoding.encode(id);
        ObjectNode client = (ObjectNode) realm.get(path);
        client.withObject("/attributes").put(name, "");
        realm.update(path, client);
    }
}
