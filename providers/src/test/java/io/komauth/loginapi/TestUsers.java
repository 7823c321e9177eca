package io.komauth.loginapi;

import java.util.List;

import io.komauth.testing.Credentials;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.LoginApiRequest;
import io.komauth.testing.Md5;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;

import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** Users of a tenant, made as an administrator makes them. */
final class TestUsers {

    private TestUsers() {
    }

    static void create(TestRealm tenant, String username, String password, String role) {
        RoleRepresentation newRole = new RoleRepresentation();
        newRole.setName(role);
        tenant.admin().roles().create(newRole);
        UserRepresentation user = new UserRepresentation();
        user.setUsername(username);
        user.setEnabled(true);
        user.setCredentials(List.of(Credentials.password(password)));
        tenant.admin().users().create(user).close();
        String id = tenant.admin().users().search(username).get(0).getId();
        tenant.admin().users().get(id).roles().realmLevel().add(List.of(tenant.admin().roles().get(role).toRepresentation()));
    }

    static ServerResponse login(KeycloakServer server, TestRealm tenant, String username, String password) {
        return LoginApiRequest.example(server, tenant).member("username", username)
                .member("password", Md5.hex(password)).send();
    }
}
