package io.komauth.benchmarks.tenants;

import java.util.List;
import java.util.stream.IntStream;

import io.komauth.benchmarks.Samples;
import io.komauth.testing.Administrator;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Request;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TokenRequest;

import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;

/** What the Admin Console waits for, in milliseconds: of the server's administrator, and of one who has a single realm. */
record Console(Samples start, Samples page, Samples list, Samples ownStart, Samples ownPage, Samples ownRealm) {

    private static final String CLIENT = "security-admin-console";
    private static final int WARMING_UP = 5;
    private static final int COUNT = 15;

    static Console of(KeycloakServer server) {
        TenantRealm own = new TenantRealm(0);
        allowPasswords(server.admin().realm("master"));
        String administrator = token(TokenRequest.withoutCaptcha(server, "master", "password").param("username", Administrator.NAME)
                .param("password", Administrator.PASSWORD));
        String ofOneRealm = realmAdministrator(server, own);
        return new Console(times(server, administrator, whoAmI("master")), times(server, administrator, page("master")),
                times(server, administrator, "/admin/realms?briefRepresentation=true"),
                times(server, ofOneRealm, whoAmI(own.realm())), times(server, ofOneRealm, page(own.realm())),
                times(server, ofOneRealm, "/admin/realms/" + own.realm()));
    }

    private static String whoAmI(String realm) {
        return "/admin/" + realm + "/console/whoami?currentRealm=" + realm;
    }

    /** The first page of "Manage realms". */
    private static String page(String realm) {
        return "/admin/realms/" + realm + "/ui-ext/realms/names?first=0&max=11";
    }

    private static String realmAdministrator(KeycloakServer server, TenantRealm tenant) {
        RealmResource realm = server.admin().realm(tenant.realm());
        allowPasswords(realm);
        ClientRepresentation management = realm.clients().findByClientId("realm-management").get(0);
        realm.users().get(realm.users().search(TenantRealm.USER).get(0).getId()).roles().clientLevel(management.getId())
                .add(List.of(realm.clients().get(management.getId()).roles().get("realm-admin").toRepresentation()));
        return token(TokenRequest.captchaGrant(server, tenant.realm()).param("username", TenantRealm.USER)
                .param("password", TenantRealm.PASSWORD));
    }

    /** So that a token of the console can be had without a browser: it answers to no other. */
    private static void allowPasswords(RealmResource realm) {
        ClientRepresentation console = realm.clients().findByClientId(CLIENT).get(0);
        console.setDirectAccessGrantsEnabled(true);
        realm.clients().get(console.getId()).update(console);
    }

    private static String token(TokenRequest request) {
        ServerResponse response = request.client(CLIENT, null).param("scope", null).send();
        if (response.status() != 200) {
            throw new IllegalStateException(response.toString());
        }
        return response.member("access_token");
    }

    private static Samples times(KeycloakServer server, String token, String path) {
        IntStream.range(0, WARMING_UP).forEach(i -> milliseconds(server, token, path));
        return new Samples(IntStream.range(0, COUNT).mapToObj(i -> milliseconds(server, token, path)).toList());
    }

    private static double milliseconds(KeycloakServer server, String token, String path) {
        long begin = System.nanoTime();
        ServerResponse response = Request.get(server.uri(path)).bearer(token).send();
        double milliseconds = (System.nanoTime() - begin) / 1e6;
        if (response.status() != 200) {
            throw new IllegalStateException(path + ": " + response);
        }
        return milliseconds;
    }
}
