package io.komauth.migration;

import java.util.List;

import io.komauth.testing.KeycloakServer;
import io.komauth.testing.KomTool;

import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;

/** The service account that {@code kom} works as. */
final class MigrationClient {

    static final String SECRET = "secret of the migration";
    private static final String ID = "migration";

    private MigrationClient() {
    }

    static void create(KeycloakServer server) {
        RealmResource master = server.admin().realm("master");
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId(ID);
        client.setSecret(SECRET);
        client.setServiceAccountsEnabled(true);
        master.clients().create(client).close();
        String account = master.clients().get(id(master)).getServiceAccountUser().getId();
        master.users().get(account).roles().realmLevel().add(List.of(master.roles().get("admin").toRepresentation()));
    }

    /** The program, which logs in as this client. */
    static KomTool login(KeycloakServer server) {
        return KomTool.serviceAccount(server, ID, SECRET);
    }

    static void remove(KeycloakServer server) {
        RealmResource master = server.admin().realm("master");
        master.clients().get(id(master)).remove();
    }

    private static String id(RealmResource master) {
        return master.clients().findByClientId(ID).get(0).getId();
    }
}
