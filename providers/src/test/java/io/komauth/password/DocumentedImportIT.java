package io.komauth.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.komauth.testing.DemoTenant;
import io.komauth.testing.Document;
import io.komauth.testing.EachDatabase;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.LoginApiRequest;
import io.komauth.testing.Md5;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.PartialImportRepresentation;

@WithKeycloak
@EachDatabase
class DocumentedImportIT {

    @ParameterizedTest
    @ValueSource(strings = {"api.md", "api.zh-CN.md"})
    void theUserOfTheDocumentsIsImportedAndLogsInWithTheOldPassword(String document, KeycloakServer server)
            throws IOException {
        try (TestRealm tenant = DemoTenant.copyTo(server)) {
            tenant.admin().partialImport(new ObjectMapper().readValue(Document.example(document, "json"),
                    PartialImportRepresentation.class)).close();

            ServerResponse login = LoginApiRequest.example(server, tenant).member("username", "zhangsan")
                    .member("password", Md5.hex("old password")).send();

            assertThat(login.status()).as(login.toString()).isEqualTo(200);
            assertThat(login.member("user_id")).isEqualTo("1310857482650308610");
            assertThat(login.member("nick_name")).isEqualTo("小张");
            assertThat(login.member("role_id")).isEqualTo("1341632363013054455");
            assertThat(login.member("password_last_update_date")).isEqualTo("2022-04-18 00:00:02");
            assertThat(StoredPassword.of(tenant, "zhangsan")).isEqualTo(new StoredPassword("md5-argon2", 1650211202000L));
        }
    }
}
