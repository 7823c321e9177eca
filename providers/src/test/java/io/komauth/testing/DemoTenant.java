package io.komauth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import java.util.function.Consumer;

import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/**
 * The demo tenant as its file has it, under a name of its own: client {@code sword}, user {@code admin}. But without
 * brute-force protection, which refuses a login of a user while it still counts another one.
 */
public final class DemoTenant {

    public static final String NAME = "000000";

    /** Of the user's password, by the file's salt and {@link ServerOptions#HASH_ITERATIONS}, which is quicker than the file's. */
    private static final String QUICK_HASH = "EMWHiSr/1aPbgue/MaXhmrQUOYbWQDdEg52ZAhTceS0=";

    private DemoTenant() {
    }

    public static TestRealm copyTo(KeycloakServer server) {
        return copyTo(server, realm -> { });
    }

    /** @param change what is different from the demo tenant */
    public static TestRealm copyTo(KeycloakServer server, Consumer<RealmRepresentation> change) {
        RealmRepresentation realm = read();
        realm.setRealm("copy-" + UUID.randomUUID());
        realm.setBruteForceProtected(false);
        RealmKeys.giveTo(realm);
        change.accept(realm);
        server.admin().realms().create(realm);
        return new TestRealm(server, realm.getRealm());
    }

    /** Takes the brute-force protection from the demo tenant itself, which a server has imported as its file has it. */
    public static void unprotectOn(KeycloakServer server) {
        unprotect(server.admin().realm(NAME));
    }

    /** Takes the brute-force protection from a realm that is there already. */
    public static void unprotect(RealmResource realm) {
        RealmRepresentation change = new RealmRepresentation();
        change.setBruteForceProtected(false);
        realm.update(change);
    }

    /** Locks users out, as the file has it. */
    public static void protect(RealmRepresentation realm) {
        realm.setBruteForceProtected(true);
    }

    /** Makes the client's tokens such that Keycloak itself accepts them. */
    public static void signByRealmKey(RealmRepresentation realm) {
        client(realm).getAttributes().remove("access.token.signed.response.alg");
    }

    /** The client {@code sword}. */
    public static ClientRepresentation client(RealmRepresentation realm) {
        return realm.getClients().stream().filter(client -> client.getClientId().equals("sword")).findFirst().orElseThrow();
    }

    private static RealmRepresentation read() {
        try {
            RealmRepresentation realm = ServerResponse.JSON.readValue(BuildFiles.demoRealm().toFile(), RealmRepresentation.class);
            hashQuickly(realm.getUsers().get(0).getCredentials().get(0));
            return realm;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void hashQuickly(CredentialRepresentation password) {
        password.setSecretData(password.getSecretData().replaceFirst("(\"value\":)\"[^\"]+\"", "$1\"" + QUICK_HASH + "\""));
        password.setCredentialData(password.getCredentialData().replaceFirst("(\"hashIterations\":)\\d+",
                "$1" + ServerOptions.HASH_ITERATIONS));
    }
}
