package io.komauth.loginapi;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.komauth.signature.ForgedToken;
import io.komauth.testing.ApiExample;
import io.komauth.testing.DemoTenant;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.LoginApiRequest;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;

import org.keycloak.representations.idm.RealmRepresentation;

/** Refresh tokens as the old server has issued them to the demo tenant's user. */
public final class OldRefreshTokens {

    static final String KEY = "demo-tenant-000000-not-for-production";
    static final String UNTIL = "tenant.api.old-refresh-tokens-until";

    private static final int TEN_DAYS = 864_000;

    private OldRefreshTokens() {
    }

    /** A copy of the demo tenant that exchanges them for a month. */
    public static TestRealm tenant(KeycloakServer server) {
        return tenant(server, Instant.now().plusSeconds(3L * TEN_DAYS), realm -> { });
    }

    static TestRealm tenant(KeycloakServer server, Instant until, Consumer<RealmRepresentation> change) {
        return DemoTenant.copyTo(server, realm -> {
            realm.getAttributes().put(UNTIL, until.toString());
            realm.setEventsEnabled(true);
            // not among those that Keycloak stores by itself
            realm.setEnabledEventTypes(List.of("REFRESH_TOKEN", "REFRESH_TOKEN_ERROR"));
            change.accept(realm);
        });
    }

    public static String token(TestRealm tenant) {
        return token(tenant, claims -> { });
    }

    static String token(TestRealm tenant, Consumer<ObjectNode> change) {
        return ForgedToken.of("HS256", null, claims(tenant, change), bytes(KEY));
    }

    /** The example's claims, but of this tenant, and valid for ten days. */
    static ObjectNode claims(TestRealm tenant, Consumer<ObjectNode> change) {
        ObjectNode claims = (ObjectNode) ApiExample.read("refresh-token-claims.json");
        claims.put("tenant_id", tenant.name()).put("jti", UUID.randomUUID().toString())
                .put("exp", Instant.now().getEpochSecond() + TEN_DAYS);
        change.accept(claims);
        return claims;
    }

    public static ServerResponse exchange(KeycloakServer server, TestRealm tenant, String token) {
        return request(server, tenant, token).send();
    }

    static LoginApiRequest request(KeycloakServer server, TestRealm tenant, String token) {
        return LoginApiRequest.withoutCaptcha(server, tenant.name()).only("scope", "type", "tenantId")
                .member("grant_type", "refresh_token").member("refresh_token", token);
    }

    static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
