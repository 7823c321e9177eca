package io.komauth.administrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.komauth.testing.Document;
import io.komauth.testing.Full;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.KomTool;
import io.komauth.testing.Shell;
import io.komauth.testing.Shell.Output;
import io.komauth.testing.TestRealm;
import io.komauth.testing.WithKeycloak;
import io.komauth.testing.WithPrograms;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;

@Full
@WithKeycloak
@DisplayName("By kom protect")
class ProtectCommandIT {

    private static final String MONITOR = "monitor";

    @Test
    @WithPrograms({"bash", "curl", "jq"})
    @DisplayName("many realms are checked, protected, checked again and undone, by the docs' commands, and each run says what it did")
    void manyRealms(KeycloakServer server, @TempDir Path folder) throws IOException {
        try (TestRealm shop = TestRealm.on(server).with(realm -> realm.setRealm("shop")).create();
                TestRealm other = TestRealm.on(server).with(realm -> realm.setRealm("tenant-2")).create()) {
            KomTool kom = KomTool.administrator(server);
            Shell shell = Shell.in(folder).with("server", server.url().toString());
            Files.writeString(folder.resolve("monitor-secret"), monitor(server, shop));
            String monitoring = "set -o pipefail\n" + Document.example("operator.md", "sh open-paths");
            List<String[]> documented = Document.exampleAfter("Many realms at a time, or all but `master`", "login-pages.md", "sh")
                    .lines().map(KomTool::documented).toList();

            Output open = kom.run("protect", "--check", "shop", "tenant-2");
            assertThat(open.status()).as(open.toString()).isEqualTo(1);
            assertThat(open.out()).contains("shop: open: The browser flow", "tenant-2: open: The password grant");
            assertThat(open.err()).contains("0 of 2 realms are protected");
            Output alarm = shell.run(monitoring);
            assertThat(alarm.status()).as(alarm.toString()).isNotZero();
            assertThat(alarm.err()).contains("The browser flow checks passwords without a captcha");

            assertThat(kom.succeed("protect", "--dry-run", "shop")).contains("shop: would be changed: browserFlow was");
            Output missing = kom.run("protect", "shop", "no-such-realm");
            assertThat(missing.status()).as(missing.toString()).isEqualTo(3);
            assertThat(missing.err()).contains("has no realm no-such-realm");
            assertThat(shop.admin().toRepresentation().getBrowserFlow()).as("of dry and refused runs").isEqualTo("browser");

            assertThat(kom.succeed(documented.get(0))).contains("shop: browserFlow was 'browser', and is 'captcha browser'",
                    "tenant-2: try it: " + other.uri("/account"), "undo it: kom protect --undo tenant-2");
            assertThat(kom.succeed(documented.get(1))).isEqualTo("shop: nothing to change\n");
            assertThat(kom.succeed("protect", "--check", "--json", "shop", "tenant-2"))
                    .contains("\"realm\":\"tenant-2\",\"protected\":true", "{\"realms\":2,\"open\":0}");
            assertThat(kom.run(documented.get(2)).out()).contains("shop: protected").doesNotContain("master");
            assertThat(shell.succeed(monitoring)).isEqualTo("true\n");

            kom.succeed("protect", "--undo", "--only", "theme", "shop");
            assertThat(shop.admin().toRepresentation().getLoginTheme()).isNull();
            assertThat(shop.admin().toRepresentation().getBrowserFlow()).isEqualTo("captcha browser");
            kom.succeed(documented.get(3));
            kom.succeed("protect", "--undo", "tenant-2");
            assertThat(kom.succeed("protect", "--undo", "tenant-2")).isEqualTo("tenant-2: nothing to undo\n");
            assertThat(other.admin().flows().getFlows()).noneMatch(flow -> flow.getAlias().startsWith("captcha"));

            String readme = Document.indentedBlocks("README.md", "## Protect a realm").get(0);
            assertThat(kom.succeed(KomTool.documented(readme.lines().skip(1).map(String::strip).findFirst().orElseThrow())))
                    .contains("shop: try it: " + shop.uri("/account"));
        } finally {
            RealmResource master = server.admin().realm("master");
            master.clients().findByClientId(MONITOR).forEach(client -> master.clients().get(client.getId()).remove());
        }
    }

    /** The service account that the docs describe. */
    private static String monitor(KeycloakServer server, TestRealm realm) {
        RealmResource master = server.admin().realm("master");
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId(MONITOR);
        client.setSecret("secret of the monitor");
        client.setServiceAccountsEnabled(true);
        master.clients().create(client).close();
        String account = master.clients().get(id(master, MONITOR)).getServiceAccountUser().getId();
        String roles = id(master, realm.name() + "-realm");
        master.users().get(account).roles().clientLevel(roles)
                .add(List.of(master.clients().get(roles).roles().get("view-realm").toRepresentation()));
        return client.getSecret();
    }

    private static String id(RealmResource realm, String clientId) {
        return realm.clients().findByClientId(clientId).get(0).getId();
    }

    @Test
    @DisplayName("a realm or server that is not there is named in one line")
    void notThere(KeycloakServer server) {
        Output realm = KomTool.administrator(server).run("protect", "no-such-realm");
        assertThat(realm.status()).isEqualTo(3);
        assertThat(realm.err().lines()).singleElement().asString().contains("has no realm no-such-realm");

        Output password = KomTool.administrator(server).with("KOM_PASSWORD", "wrong").run("protect", "shop");
        assertThat(password.status()).isEqualTo(3);
        assertThat(password.err().lines()).hasSize(1);
    }
}
