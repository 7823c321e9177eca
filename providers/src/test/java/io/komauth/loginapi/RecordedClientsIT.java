package io.komauth.loginapi;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.komauth.testing.DemoTenant;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Sm2Example;
import io.komauth.testing.TestRealm;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/** What the documented API's clients send, sent again, byte by byte. */
@WithKeycloak
class RecordedClientsIT {

    private static TestRealm tenant;
    private static TestRealm tenantWithQuery;

    @BeforeAll
    static void create(KeycloakServer server) {
        tenant = DemoTenant.copyTo(server, RecordedClientsIT::withTheirClients);
        tenantWithQuery = DemoTenant.copyTo(server, realm -> {
            withTheirClients(realm);
            realm.getAttributes().put("tenant.api.query", "true");
        });
    }

    @AfterAll
    static void remove() {
        tenant.close();
        tenantWithQuery.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("clients")
    void aClientGetsWhatItExpects(RecordedClient client, KeycloakServer server) throws Exception {
        new RecordedClientReplay(server.url(), client.query() ? tenantWithQuery.name() : tenant.name()).play(client);
    }

    static List<RecordedClient> clients() {
        return RecordedClient.all();
    }

    /** Front ends of the family have clients of their own. */
    private static void withTheirClients(RealmRepresentation realm) {
        ClientRepresentation sword = DemoTenant.client(realm);
        sword.setWebOrigins(List.of("https://app.example.org"));
        realm.getAttributes().put("tenant.sm2-private-key", Sm2Example.PRIVATE_KEY);
        Map.of("saber", "saber_secret", "saber3", "saber3_secret").forEach((clientId, secret) -> {
            ClientRepresentation client = new ClientRepresentation();
            client.setClientId(clientId);
            client.setSecret(secret);
            client.setDirectAccessGrantsEnabled(true);
            client.setWebOrigins(sword.getWebOrigins());
            client.setDefaultClientScopes(sword.getDefaultClientScopes());
            client.setAttributes(new HashMap<>(sword.getAttributes()));
            realm.getClients().add(client);
        });
    }
}
