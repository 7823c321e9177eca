package io.komauth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.keycloak.representations.idm.RealmRepresentation;

/** What a new tenant starts from, {@code realm-config/}: a realm with the client {@code app} and without users. */
public enum TenantTemplate {

    TENANT("tenant.json"),
    /** The same for the documented API. */
    LEGACY("tenant-legacy.json");

    /** The client of either. */
    public static final String CLIENT = "app";

    private final String name;

    TenantTemplate(String name) {
        this.name = name;
    }

    public Path file() {
        return BuildFiles.realmConfig(name);
    }

    public RealmRepresentation read() {
        return ServerResponse.JSON.convertValue(json(), RealmRepresentation.class);
    }

    public JsonNode json() {
        try {
            return ServerResponse.JSON.readTree(file().toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Creates a tenant that serves plain HTTP as well, as test servers do, and lets a user log in as fast as a test does. */
    public TestRealm copyTo(KeycloakServer server, Consumer<RealmRepresentation> change) {
        return create(server, change.andThen(realm -> {
            realm.setSslRequired("none");
            realm.setBruteForceProtected(false);
            RealmKeys.giveTo(realm);
        }));
    }

    /** Creates a tenant as it is shipped, but for the name and the change. */
    public TestRealm create(KeycloakServer server, Consumer<RealmRepresentation> change) {
        RealmRepresentation realm = read();
        realm.setRealm("tenant-" + UUID.randomUUID());
        change.accept(realm);
        server.admin().realms().create(realm);
        return new TestRealm(server, realm.getRealm());
    }

    /** A copy of the file, with these members in place of its own, given as name, value, name, value. */
    public Path copyInto(Path folder, String... members) {
        ObjectNode realm = (ObjectNode) json();
        for (int i = 0; i < members.length; i += 2) {
            realm.put(members[i], members[i + 1]);
        }
        try {
            Path file = folder.resolve(realm.get("realm").asText() + "-realm.json");
            return Files.writeString(file, realm.toPrettyString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
