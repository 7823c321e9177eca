package io.komauth.benchmarks.tenants;

import java.util.List;

import io.komauth.testing.Credentials;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.TenantTemplate;

import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** A realm of the template as it is shipped, but for plain HTTP, with one user. */
record TenantRealm(int number) {

    static final String CLIENT = TenantTemplate.CLIENT;
    static final String SECRET = "secret";
    static final String USER = "ana";
    static final String PASSWORD = "a-password";

    String realm() {
        return "tenant-%06d".formatted(number);
    }

    String path(String more) {
        return "/realms/" + realm() + more;
    }

    /** @return the seconds that the request took which creates the realm */
    double create(KeycloakServer server) {
        RealmRepresentation realm = TenantTemplate.TENANT.read();
        realm.setRealm(realm());
        realm.setSslRequired("none");
        realm.getClients().get(0).setSecret(SECRET);
        long start = System.nanoTime();
        server.admin().realms().create(realm);
        return (System.nanoTime() - start) / 1e9;
    }

    /** @return the seconds that creating the realm took, without its user */
    double createWithUser(KeycloakServer server) {
        askSomething(server);
        double seconds = create(server);
        UserRepresentation user = new UserRepresentation();
        user.setUsername(USER);
        user.setEnabled(true);
        user.setCredentials(List.of(Credentials.password(PASSWORD)));
        server.admin().realm(realm()).users().create(user).close();
        return seconds;
    }

    /** @return the seconds that the request took which removes the realm */
    double remove(KeycloakServer server) {
        askSomething(server);
        long start = System.nanoTime();
        server.admin().realm(realm()).remove();
        return (System.nanoTime() - start) / 1e9;
    }

    /**
     * Has the server read again what the administrator may do, which creating or removing a realm makes it forget: the next request does
     * so otherwise, and if that is a long transaction, Hibernate looks through all of it at each flush.
     */
    static void askSomething(KeycloakServer server) {
        server.admin().realm("master").toRepresentation();
    }
}
