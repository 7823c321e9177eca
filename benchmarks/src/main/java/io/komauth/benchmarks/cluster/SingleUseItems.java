package io.komauth.benchmarks.cluster;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.komauth.testing.DemoTenant;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.ProofOfWork;
import io.komauth.testing.Request;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealmOptions;

import org.keycloak.jose.jws.JWSBuilder;

/**
 * What is good once, each as the request that offers it to a node.
 *
 * @param client of a realm with {@link #acceptWork}
 * @param tenant that exchanges refresh tokens of the old server
 */
record SingleUseItems(LoginClient client, String tenant) {

    /** The demo tenant's, as its file has it. */
    private static final byte[] SHARED_KEY = "demo-tenant-000000-not-for-production".getBytes(StandardCharsets.UTF_8);
    private static final String USER_ID = "1310857482650308609";
    private static final long DAY = TimeUnit.DAYS.toSeconds(1);

    static SingleUseItems on(KeycloakServer node, LoginClient client) {
        return new SingleUseItems(client, DemoTenant.copyTo(node, realm -> realm.getAttributes()
                .put("tenant.api.old-refresh-tokens-until", Instant.now().plusSeconds(DAY).toString())).name());
    }

    /** Lets a realm take either kind of captcha, with the least work there is. */
    static TestRealmOptions acceptWork(TestRealmOptions realm) {
        return realm.attribute("captcha.kinds", "either").attribute("captcha.work.derivations", "100");
    }

    /** A captcha, solved. */
    Function<KeycloakServer, ServerResponse> captcha(KeycloakServer issuer) {
        String key = client.captcha(issuer);
        return node -> client.logIn(node, key, 0);
    }

    /** The solution of a challenge. */
    Function<KeycloakServer, ServerResponse> work(KeycloakServer issuer) {
        String solution = ProofOfWork.payload(issuer, client.realm());
        return node -> client.logInByWork(node, solution, 0);
    }

    /** A refresh token as the old server has issued it. */
    Function<KeycloakServer, ServerResponse> oldRefreshToken() {
        Map<String, Object> claims = Map.of("tenant_id", tenant, "user_name", "admin", "user_id", USER_ID, "client_id", "sword",
                "scope", List.of("all"), "ati", UUID.randomUUID().toString(), "jti", UUID.randomUUID().toString(),
                "exp", Instant.now().getEpochSecond() + DAY);
        String token = new JWSBuilder().type("JWT").jsonContent(claims).hmac256(SHARED_KEY);
        return node -> Request.post(node.uri("/kom-ams-auth/oauth/token")).basicAuth("sword", "sword_secret")
                .header("tenantId", tenant).body("application/json", """
                        {"grant_type":"refresh_token","scope":"all","tenantId":"%s","refresh_token":"%s"}"""
                        .formatted(tenant, token))
                .send();
    }
}
