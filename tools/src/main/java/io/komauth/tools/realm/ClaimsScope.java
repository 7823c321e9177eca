package io.komauth.tools.realm;

import java.util.Optional;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.komauth.tools.admin.Realm;
import io.komauth.tools.admin.UrlEncoding;
import io.komauth.tools.cli.Json;

/** The client scope {@code all}, which adds the tenant's claims to the tokens of the clients that have it. */
final class ClaimsScope {

    private static final String NAME = "all";

    private final Realm realm;
    private final Changes changes;

    ClaimsScope(Realm realm, Changes changes) {
        this.realm = realm;
        this.changes = changes;
    }

    /** Creates the scope and its mapper where they are missing, and gives the scope to clients that do not have it. */
    void giveTo(Iterable<Client> clients) {
        if (find().isEmpty()) {
            changes.make("client-scope-created", "client scope 'all' is new", () -> realm.create("/client-scopes", scope()));
        }
        Optional<JsonNode> scope = find();
        if (scope.map(ClaimsMapper::of).filter(mappers -> !mappers.isEmpty()).isEmpty()) {
            changes.make("mapper-created", "client scope 'all' has the mapper",
                    () -> realm.create("/client-scopes/" + id(scope) + "/protocol-mappers/models", ClaimsMapper.create()));
        }
        clients.forEach(client -> give(client, scope));
    }

    private void give(Client client, Optional<JsonNode> scope) {
        String path = "/clients/" + UrlEncoding.encode(client.id());
        if (named(realm.get(path + "/default-client-scopes")).isEmpty()) {
            changes.make("client-scope-assigned", "client " + client.clientId() + " has the scope 'all'", () -> {
                realm.delete(path + "/optional-client-scopes/" + id(scope));
                realm.update(path + "/default-client-scopes/" + id(scope), Json.object());
            });
        }
    }

    private Optional<JsonNode> find() {
        return named(realm.get("/client-scopes"));
    }

    private static Optional<JsonNode> named(JsonNode scopes) {
        return StreamSupport.stream(scopes.spliterator(), false).filter(scope -> scope.path("name").asText().equals(NAME))
                .findFirst();
    }

    private static String id(Optional<JsonNode> scope) {
        return UrlEncoding.encode(scope.orElseThrow().path("id").asText());
    }

    private static ObjectNode scope() {
        ObjectNode scope = Json.object().put("name", NAME).put("description", "Who the tenant and the user are")
                .put("protocol", "openid-connect");
        scope.putObject("attributes").put("include.in.token.scope", "true").put("display.on.consent.screen", "false");
        return scope;
    }
}
