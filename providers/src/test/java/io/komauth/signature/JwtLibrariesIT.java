package io.komauth.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.komauth.testing.DemoTenant;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.TestRealm;
import io.komauth.testing.WithKeycloak;
import io.komauth.testing.WithPrograms;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That services verify our access tokens with any usual library, and read ids as numbers. */
@WithKeycloak
class JwtLibrariesIT {

    private static final List<String> KEYS = List.of("demo-tenant-000000-not-for-production", "另一个租户的共享签名密钥",
            "a key of sixty-four bytes or more, as many servers of that time had one");

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "JSONWEBTOKEN")
    void aJavaLibraryVerifiesTheTokenAndReadsIdsAsNumbers(JwtLibrary library, KeycloakServer server) throws Exception {
        verify(library, server);
    }

    @Test
    @WithPrograms("node")
    void jsonwebtokenVerifiesTheTokenAndReadsIdsAsNumbers(KeycloakServer server) throws Exception {
        verify(JwtLibrary.JSONWEBTOKEN, server);
    }

    private static void verify(JwtLibrary library, KeycloakServer server) throws Exception {
        for (String key : KEYS) {
            try (TestRealm tenant = tenant(server, key)) {
                String token = LoginFlow.CAPTCHA.accessToken(server, tenant.name());

                for (String id : List.of("user_id", "role_id")) {
                    assertThat(Long.parseLong(library.claim(token, bytes(key), id).orElseThrow())).as(id).isPositive();
                }
                assertThat(library.claim(token, bytes(key), "user_name")).hasValue("admin");
                assertThat(library.claim(token, bytes(KEYS.get(0) + key), "user_name")).as("by another key").isEmpty();
            }
        }
    }

    /** Whose user and role were made in Keycloak. */
    private static TestRealm tenant(KeycloakServer server, String key) {
        return DemoTenant.copyTo(server, realm -> {
            realm.getAttributes().putAll(Map.of("tenant.ids", "number", "tenant.signing-key", key));
            realm.getUsers().get(0).setAttributes(Map.of());
            realm.getRoles().getRealm().get(0).setAttributes(Map.of());
        });
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
