package io.komauth.administrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.komauth.testing.Document;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Request;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.Shell;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;
import io.komauth.testing.WithPrograms;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.admin.client.resource.RealmResource;

/** The commands for the demo server, as they stand in the README and in docs/api.md, in either language. */
@WithKeycloak
@DisplayName("By the README's commands")
class FirstStepsIT {

    private static final String TENANT = "100001";
    private static final Pattern SHOWN_MEMBER = Pattern.compile("\"(\\w+)\":(\"[^\"]*\"|\\w+)");

    @TempDir
    private Path folder;

    @WithPrograms({"bash", "curl"})
    @ParameterizedTest
    @CsvSource({"README.md,## Try it", "README.zh-CN.md,## 试用"})
    @DisplayName("a captcha is fetched and redeemed for the token response that is shown")
    void aCaptchaIsFetchedAndRedeemed(String page, String heading, KeycloakServer server) throws IOException {
        List<String> blocks = Document.indentedBlocks(page, heading);
        assertThat(blocks).hasSize(4);
        assertThat(blocks.get(0)).isEqualTo("mvn package -Pserver");

        JsonNode response = run(server, blocks.subList(1, 3));

        SHOWN_MEMBER.matcher(blocks.get(3)).results().forEach(member -> {
            JsonNode value = response.get(member.group(1));
            assertThat(value).as(member.group(1)).isNotNull();
            if (!member.group(2).endsWith("…\"")) {
                assertThat(value.toString()).as(member.group(1)).isEqualTo(member.group(2));
            }
        });
    }

    @WithPrograms({"bash", "curl"})
    @ParameterizedTest
    @CsvSource({"docs/api.md,## Calls", "docs/api.zh-CN.md,## 调用"})
    @DisplayName("a captcha is fetched and redeemed by the documented API")
    void theDocumentedApiIsCalled(String page, String heading, KeycloakServer server) throws IOException {
        JsonNode response = run(server, Document.indentedBlocks(page, heading).subList(0, 2));

        assertThat(response.path("tenant_id").asText()).as(response.toString()).isEqualTo("000000");
        assertThat(response).hasSize(22);
    }

    private JsonNode run(KeycloakServer server, List<String> fetchAndRedeem) throws IOException {
        Shell shell = Shell.in(folder);
        assertThat(shell.succeed(here(fetchAndRedeem.get(0), server))).isEmpty();
        assertThat(Files.readAllBytes(folder.resolve("captcha.png"))).startsWith(0x89, 'P', 'N', 'G');
        String code = fetchAndRedeem.get(1).replaceAll("\\bCODE\\b", TokenRequest.CODE);
        return new ObjectMapper().readTree(shell.succeed(here(code, server)));
    }

    @WithPrograms("bash")
    @ParameterizedTest
    @CsvSource({"README.md,## Make a tenant", "README.zh-CN.md,## 创建租户"})
    @DisplayName("a tenant is made, and serves plain HTTP once it is told to")
    void aTenantIsMade(String page, String heading, KeycloakServer server) throws IOException {
        List<String> blocks = Document.indentedBlocks(page, heading);
        assertThat(blocks).hasSize(2);
        Shell shell = Shell.in(folder).inProject();
        RealmResource tenant = server.admin().realm(TENANT);
        try {
            shell.succeed(here(blocks.get(0), server));
            assertThat(tenant.toRepresentation().getDisplayName()).isEqualTo("Tenant 100001");
            assertThat(login(server).text()).contains("HTTPS required");

            shell.succeed(here(blocks.get(1), server));
            assertThat(login(server).text()).doesNotContain("HTTPS required").contains("unauthorized_client");
            assertThat(Request.get(server.uri("/realms/" + TENANT + "/captcha")).send().status()).isEqualTo(200);
        } finally {
            server.admin().realms().findAll().stream().filter(realm -> realm.getRealm().equals(TENANT))
                    .forEach(made -> tenant.remove());
        }
    }

    @ParameterizedTest
    @CsvSource({"README.md,## Make a tenant", "README.zh-CN.md,## 创建租户"})
    @DisplayName("kcadm.sh is looked for where the demo server has it")
    void kcadmIsWhereTheDemoServerHasIt(String page, String heading) {
        assertThat(Document.indentedBlocks(page, heading).get(0))
                .contains("/providers/target/servers/" + Document.property("keycloak.server.version") + "/demo/bin\"\n");
    }

    /** With a secret that is not the client's. */
    private static ServerResponse login(KeycloakServer server) {
        return TokenRequest.withoutCaptcha(server, TENANT, "captcha").client("app", "wrong").send();
    }

    private static String here(String commands, KeycloakServer server) {
        return commands.replace("http://localhost:8080", server.url().toString());
    }
}
