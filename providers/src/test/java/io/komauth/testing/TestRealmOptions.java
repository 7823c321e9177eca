package io.komauth.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** What a {@link TestRealm} is made of. */
public final class TestRealmOptions {

    private static final String QUICK_HASHES = "hashAlgorithm(pbkdf2-sha256) and hashIterations(1)";

    private final KeycloakServer server;
    private final RealmRepresentation realm = new RealmRepresentation();

    TestRealmOptions(KeycloakServer server) {
        this.server = server;
        realm.setRealm("test-" + UUID.randomUUID());
        realm.setEnabled(true);
        realm.setSslRequired("none");
        realm.setPasswordPolicy(QUICK_HASHES);
        RealmKeys.giveTo(realm);
        realm.setAttributes(new HashMap<>());
        realm.setClients(new ArrayList<>());
        realm.setUsers(new ArrayList<>());
    }

    /** Sets a realm attribute, such as {@code tenant.api}. */
    public TestRealmOptions attribute(String name, String value) {
        realm.getAttributes().put(name, value);
        return this;
    }

    /** Adds a confidential client that may use the password grant. */
    public TestRealmOptions client(String clientId, String secret) {
        return client(clientId, secret, client -> { });
    }

    public TestRealmOptions client(String clientId, String secret, Consumer<ClientRepresentation> more) {
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId(clientId);
        client.setSecret(secret);
        client.setDirectAccessGrantsEnabled(true);
        client.setServiceAccountsEnabled(true);
        client.setRedirectUris(List.of("*"));
        more.accept(client);
        realm.getClients().add(client);
        return this;
    }

    /** Adds a user who can log in at once. */
    public TestRealmOptions user(String username, String password) {
        return user(username, password, user -> { });
    }

    public TestRealmOptions user(String username, String password, Consumer<UserRepresentation> more) {
        UserRepresentation user = new UserRepresentation();
        user.setUsername(username);
        user.setEnabled(true);
        // without these, the default user profile asks for them at the first login
        user.setEmail(username + "@example.org");
        user.setFirstName(username);
        user.setLastName("Test");
        user.setCredentials(new ArrayList<>(List.of(Credentials.password(password))));
        more.accept(user);
        realm.getUsers().add(user);
        return this;
    }

    /** Hashes passwords by Keycloak's default algorithm, each for tens of milliseconds: for requests that have to overlap. */
    public TestRealmOptions costlyHashes() {
        realm.setPasswordPolicy("hashAlgorithm(argon2) and hashIterations(1)");
        return this;
    }

    /** Has Keycloak generate the realm's keys, as it does by default: another realm can import them without their secrets. */
    public TestRealmOptions generatedKeys() {
        realm.setPrivateKey(null);
        return this;
    }

    /** Sets anything else that a realm has. */
    public TestRealmOptions with(Consumer<RealmRepresentation> more) {
        more.accept(realm);
        return this;
    }

    public TestRealm create() {
        server.admin().realms().create(realm);
        return new TestRealm(server, realm.getRealm());
    }
}
