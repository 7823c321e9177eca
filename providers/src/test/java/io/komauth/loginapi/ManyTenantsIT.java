package io.komauth.loginapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.fasterxml.jackson.databind.JsonNode;

import io.komauth.testing.DemoTenant;
import io.komauth.testing.Jwt;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.LoginApiRequest;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.RealmRepresentation;

@WithKeycloak
class ManyTenantsIT {

    private static final int TENANTS = 10;
    private static final int CLIENTS_OF_EACH = 20;

    /** The tenants have the same client and the same user with the same password, so that a mix-up would go through. */
    @Test
    void twoHundredClientsOfTenTenantsAtOnceGetTheirOwnTokens(KeycloakServer server) throws Exception {
        List<TestRealm> tenants = new ArrayList<>();
        ExecutorService clients = Executors.newFixedThreadPool(TENANTS * CLIENTS_OF_EACH);
        try {
            for (int i = 0; i < TENANTS; i++) {
                tenants.add(DemoTenant.copyTo(server, ManyTenantsIT::distinguish));
            }
            List<Callable<Void>> logins = new ArrayList<>();
            for (int i = 0; i < TENANTS * CLIENTS_OF_EACH; i++) {
                String tenant = tenants.get(i % TENANTS).name();
                logins.add(() -> {
                    assertIsTheirs(tenant, LoginApiRequest.example(server, tenant).send());
                    return null;
                });
            }
            for (Future<Void> login : clients.invokeAll(logins)) {
                login.get();
            }
        } finally {
            clients.shutdownNow();
            tenants.forEach(TestRealm::close);
        }
    }

    private static void distinguish(RealmRepresentation realm) {
        realm.getUsers().get(0).singleAttribute("nick_name", "admin of " + realm.getRealm());
    }

    private static void assertIsTheirs(String tenant, ServerResponse response) {
        assertThat(response.status()).as(response.toString()).isEqualTo(200);
        JsonNode token = Jwt.payload(response.member("access_token"));
        assertThat(List.of(response.member("tenant_id"), token.get("tenant_id").asText())).containsOnly(tenant);
        assertThat(List.of(response.member("nick_name"), token.get("nick_name").asText())).containsOnly("admin of " + tenant);
        assertThat(token.get("iss").asText()).endsWith("/realms/" + tenant);
    }
}
