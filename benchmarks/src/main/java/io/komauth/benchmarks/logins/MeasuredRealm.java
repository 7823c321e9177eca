package io.komauth.benchmarks.logins;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.Credentials;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.TenantTemplate;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TestRealmOptions;

import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.RolesRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** The realms that users log in to: none stores events, nor locks anybody out. */
final class MeasuredRealm {

    static final String CLIENT = "app";
    static final String SECRET = "secret";
    /** The same client, but for the scope that has the mapper of our claims. */
    static final String CLIENT_WITHOUT_CLAIMS = "app-without-claims";
    private static final String ROLE = "manager";
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
        return plain(server, users, realm -> { });
    }

    /** The same, which accepts proof of work, of the least amount there is: it is the client's time that it costs. */
    static TestRealm work(KeycloakServer server, int users) {
        return plain(server, users, realm -> realm.getAttributes()
                .putAll(Map.of("captcha.kinds", "work", "captcha.work.derivations", "100")));
    }

    /** The same, which asks for a captcha after failed logins, on its login page and at the password grant. */
    static TestRealm afterFailures(KeycloakServer server, int users, int failures) {
        return plain(server, users, CaptchaFlows.loginAfter(failures)
                .andThen(CaptchaFlows.directGrantAfter(failures)));
    }

    private static TestRealm plain(KeycloakServer server, int users, Consumer<RealmRepresentation> more) {
        TestRealmOptions realm = TestRealm.on(server).client(CLIENT, SECRET).with(MeasuredRealm::keepSessions)
                .with(MeasuredRealm::hashByDefault).with(more);
        for (int i = 0; i < users; i++) {
            realm.user(user(i), password(i));
        }
        return realm.create();
    }

    /** A tenant whose users have a role and attributes, as those of an old server who were moved in. */
    static TestRealm moved(KeycloakServer server, int users) {
        return tenant(TenantTemplate.TENANT, server, users, MeasuredRealm::moved, realm -> {
            realm.getClients().add(withoutClaims());
            realm.setRoles(new RolesRepresentation());
            realm.getRoles().setRealm(List.of(role()));
        });
    }

    /** A tenant of the documented API, which keeps argon2 hashes of the passwords' MD5. */
    static TestRealm documented(KeycloakServer server, int users) {
        return tenant(TenantTemplate.LEGACY, server, users, MeasuredRealm::account, realm -> realm.getAttributes()
                .put("tenant.signing-key", "a-key-of-a-benchmark-not-for-production"));
    }

    private static TestRealm tenant(TenantTemplate template, KeycloakServer server, int users,
            IntFunction<UserRepresentation> user, Consumer<RealmRepresentation> more) {
        return template.copyTo(server, realm -> {
            keepSessions(realm);
            realm.setEventsEnabled(false);
            realm.getClients().get(0).setSecret(SECRET);
            realm.setUsers(IntStream.range(0, users).mapToObj(user).toList());
            more.accept(realm);
        });
    }

    private static UserRepresentation account(int number) {
        UserRepresentation user = new UserRepresentation();
        user.setUsername(user(number));
        user.setEnabled(true);
        user.setCredentials(List.of(Credentials.password(password(number))));
        return user;
    }

    private static UserRepresentation moved(int number) {
        UserRepresentation user = account(number);
        user.setRealmRoles(List.of(ROLE));
        Map.of("user_id", "13108574826503%05d".formatted(number), "real_name", "user " + number, "nick_name", "小" + number,
                "dept_id", "1310857482650308700", "post_id", "1310857482650308800").forEach(user::singleAttribute);
        return user;
    }

    private static RoleRepresentation role() {
        RoleRepresentation role = new RoleRepresentation(ROLE, null, false);
        role.singleAttribute("role_id", "1341632363013054455").singleAttribute("role_name", "the manager");
        return role;
    }

    private static ClientRepresentation withoutClaims() {
        ClientRepresentation client = TenantTemplate.TENANT.read().getClients().get(0);
        client.setClientId(CLIENT_WITHOUT_CLAIMS);
        client.setSecret(SECRET);
        client.setDefaultClientScopes(List.of("basic"));
        return client;
    }

    /** Hashes passwords as Keycloak does in production, unlike the realms of tests. */
    private static void hashByDefault(RealmRepresentation realm) {
        realm.setPasswordPolicy(null);
    }

    /** Refresh tokens outlive the run. */
    private static void keepSessions(RealmRepresentation realm) {
        realm.setSsoSessionIdleTimeout(HOURS_10);
        realm.setSsoSessionMaxLifespan(HOURS_10);
    }
}
