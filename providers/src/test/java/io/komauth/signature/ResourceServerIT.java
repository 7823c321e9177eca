package io.komauth.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.MACVerifier;

import io.komauth.testing.ApiExample;
import io.komauth.testing.DemoTenant;
import io.komauth.testing.Jwt;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.TestRealm;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.mock.web.MockHttpServletResponse;

/** What the services that share a key with their tenant make of the access tokens that its client gets. */
@WithKeycloak
class ResourceServerIT {

    private static final String KEY = "demo-tenant-000000-not-for-production";
    /** As long as it must be in bytes, and not in characters. */
    private static final String OTHER_KEY = "另一个租户的共享签名密钥";

    @ParameterizedTest
    @EnumSource
    void theTokenIsWhatTheDocumentedExampleIs(LoginFlow login, KeycloakServer server) {
        String token = login.accessToken(server, DemoTenant.NAME);

        assertThat(Jwt.header(token).toString()).isEqualTo("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
        JsonNode claims = Jwt.payload(token);
        ObjectNode example = (ObjectNode) ApiExample.read("access-token-claims.json");
        assertThat(claims.path("exp").isIntegralNumber()).isTrue();
        assertThat(claims.path("jti").isTextual()).isTrue();
        example.remove(List.of("exp", "jti"));
        assertThat(example.properties()).hasSize(18).isSubsetOf(claims.properties());
        assertThat(claims.has("aud")).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aJoseLibraryVerifiesTheTokenByTheBytesOfTheTenantsKeyAndByNoOther(LoginFlow login, KeycloakServer server)
            throws Exception {
        try (TestRealm tenant = tenant(server, OTHER_KEY)) {
            JWSObject token = JWSObject.parse(login.accessToken(server, tenant.name()));

            assertThat(token.verify(new MACVerifier(OTHER_KEY.getBytes(StandardCharsets.UTF_8)))).isTrue();
            assertThat(token.verify(new MACVerifier(KEY.getBytes(StandardCharsets.UTF_8)))).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSpringResourceServerAcceptsTheTokenAndNoAlteredOne(LoginFlow login, KeycloakServer server) throws Exception {
        String token = login.accessToken(server, DemoTenant.NAME);
        try (ResourceServer service = ResourceServer.of(KEY)) {
            assertIsLetIn(service.get(token));
            assertThat(service.get(withAnotherSignature(token)).getStatus()).isEqualTo(401);
            assertThat(service.get(ForgedToken.of("HS256", null, Jwt.payload(token), bytes(OTHER_KEY))).getStatus())
                    .isEqualTo(401);
        }
    }

    @Test
    void aMultiTenantServiceAcceptsEachTenantsTokensByItsOwnKeyOnly(KeycloakServer server) throws Exception {
        try (TestRealm one = tenant(server, KEY); TestRealm other = tenant(server, OTHER_KEY);
                ResourceServer service = ResourceServer.of(Map.of(one.name(), KEY, other.name(), OTHER_KEY))) {
            String token = LoginFlow.CAPTCHA.accessToken(server, one.name());
            String othersToken = LoginFlow.CAPTCHA.accessToken(server, other.name());
            assertIsLetIn(service.get(token));
            assertIsLetIn(service.get(othersToken));

            JsonNode claims = Jwt.payload(token);
            assertThat(service.get(ForgedToken.of("HS256", null, claims, bytes(KEY))).getStatus())
                    .as("forged by the right key").isEqualTo(200);
            assertThat(service.get(ForgedToken.of("HS256", null, claims, bytes(OTHER_KEY))).getStatus())
                    .as("forged by the other tenant's key").isEqualTo(401);
            assertThat(service.get(claimsOf(token) + signatureOf(othersToken)).getStatus())
                    .as("with the other token's signature").isEqualTo(401);
            assertThat(service.get(LoginFlow.CAPTCHA.accessToken(server, DemoTenant.NAME)).getStatus())
                    .as("of a third tenant").isEqualTo(401);
        }
    }

    private static void assertIsLetIn(MockHttpServletResponse response) throws Exception {
        assertThat(response.getStatus()).as(response.getHeader("WWW-Authenticate")).isEqualTo(200);
        assertThat(response.getContentAsString()).startsWith("admin [").contains(ResourceServer.ROLE);
    }

    private static TestRealm tenant(KeycloakServer server, String key) {
        return DemoTenant.copyTo(server, realm -> realm.getAttributes().put("tenant.signing-key", key));
    }

    private static String withAnotherSignature(String token) {
        String signature = signatureOf(token);
        return claimsOf(token) + (signature.startsWith("A") ? "B" : "A") + signature.substring(1);
    }

    /** With the header, and up to the signature. */
    private static String claimsOf(String token) {
        return token.substring(0, token.lastIndexOf('.') + 1);
    }

    private static String signatureOf(String token) {
        return token.substring(token.lastIndexOf('.') + 1);
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
