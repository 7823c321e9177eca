package io.komauth.signature;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.komauth.testing.DemoTenant;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;

import org.keycloak.representations.idm.RealmRepresentation;

/** The user that a forged token names: an administrator of a copy of the demo tenant. */
record ForgeryTarget(KeycloakServer server, TestRealm realm) {

    /** A copy of the demo tenant whose user is an administrator. */
    static TestRealm realm(KeycloakServer server) {
        return DemoTenant.copyTo(server, ForgeryTarget::makeAdministrator);
    }

    private static void makeAdministrator(RealmRepresentation realm) {
        realm.setResetPasswordAllowed(true);
        realm.getUsers().get(0).setClientRoles(Map.of("realm-management", List.of("realm-admin")));
    }

    /** What every token of Keycloak's says: by which realm, for whom, from when until when. */
    Map<String, Object> claims(String type) {
        long now = Instant.now().getEpochSecond();
        String issuer = realm.uri("").toString();
        return new HashMap<>(Map.of("iss", issuer, "aud", issuer, "typ", type, "jti", UUID.randomUUID().toString(),
                "iat", now, "exp", now + 600, "sub", realm.admin().users().search("admin").get(0).getId()));
    }

    /** The same, and a live session with this client. */
    Map<String, Object> claims(String type, String client, String secret) {
        ServerResponse login = TokenRequest.captchaGrant(server, realm).client(client, secret).param("scope", null).send();
        Map<String, Object> claims = claims(type);
        claims.put("azp", client);
        claims.put("sid", login.member("session_state"));
        return claims;
    }
}
