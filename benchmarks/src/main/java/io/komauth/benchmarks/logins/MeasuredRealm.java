package io.komauth.benchmarks.logins;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.komauth.testing.Credentials;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.TenantTemplate;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TestRealmOptions;

import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** The realms that users log in to: none stores events, nor locks anybody out. */
final class MeasuredRealm {

    static final String CLIENT = "app";
    static final String SECRET = "secret";
    /** The same client, but for the mapper of our claims. */
    static final String CLIENT_WITH_CLAIMS = "app-with-claims";
    private static final int HOURS_10 = 36_000;

    private MeasuredRealm() {
    }

    static String user(int number) {
        return "user" + number;
    }

    static String password(int number) {
        return "password of user " + number;
    }

    /** A realm as Keycloak makes a new one. */
    static TestRealm plain(KeycloakServer server, int users) {
        return plainOptions(server, users).create();
    }

    /** The same, and a client with the claims. */
    static TestRealm withClaims(KeycloakServer server, int users) {
        return plainOptions(server, users)
                .client(CLIENT_WITH_CLAIMS, SECRET, client -> client.setProtocolMappers(List.of(claims()))).create();
    }

    private static TestRealmOptions plainOptions(KeycloakServer server, int users) {
        TestRealmOptions realm = TestRealm.on(server).client(CLIENT, SECRET).with(MeasuredRealm::keepSessions);
        for (int i = 0; i < users; i++) {
            realm.user(user(i), password(i));
        }
        return realm;
    }

    /** A tenant of the documented API, which keeps argon2 hashes of the passwords' MD5. */
    static TestRealm tenant(KeycloakServer server, int users) {
        return TenantTemplate.LEGACY.copyTo(server, realm -> {
            keepSessions(realm);
            realm.setEventsEnabled(false);
            realm.getAttributes().put("tenant.signing-key", "a-key-of-a-benchmark-not-for-production");
            realm.getClients().get(0).setSecret(SECRET);
            realm.setUsers(IntStream.range(0, users).mapToObj(MeasuredRealm::account).toList());
        });
    }

    private static UserRepresentation account(int number) {
        UserRepresentation user = new UserRepresentation();
        user.setUsername(user(number));
        user.setEnabled(true);
        user.setCredentials(List.of(Credentials.password(password(number))));
        return user;
    }

    /** Refresh tokens outlive the run. */
    private static void keepSessions(RealmRepresentation realm) {
        realm.setSsoSessionIdleTimeout(HOURS_10);
        realm.setSsoSessionMaxLifespan(HOURS_10);
    }

    private static ProtocolMapperRepresentation claims() {
        ProtocolMapperRepresentation mapper = new ProtocolMapperRepresentation();
        mapper.setName("tenant and user");
        mapper.setProtocol("openid-connect");
        mapper.setProtocolMapper("oidc-tenant-claims-mapper");
        mapper.setConfig(Map.of("access.token.claim", "true", "id.token.claim", "true", "userinfo.token.claim", "true",
                "introspection.token.claim", "true", "access.tokenResponse.claim", "true"));
        return mapper;
    }
}
