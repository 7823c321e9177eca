package io.komauth.administrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.komauth.testing.Full;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.KomTool;
import io.komauth.testing.Shell.Output;
import io.komauth.testing.TestRealm;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@Full
@WithKeycloak
@DisplayName("By kom protect")
class ProtectCommandIT {

    @Test
    @DisplayName("many realms are checked, protected, checked again and undone, and each run says what it did")
    void manyRealms(KeycloakServer server) {
        try (TestRealm one = TestRealm.on(server).create(); TestRealm two = TestRealm.on(server).create()) {
            KomTool kom = KomTool.administrator(server);

            Output open = kom.run("protect", "--check", one.name(), two.name());
            assertThat(open.status()).as(open.toString()).isEqualTo(1);
            assertThat(open.out()).contains(one.name() + ": open: The browser flow", two.name() + ": open: The password grant");
            assertThat(open.err()).contains("0 of 2 realms are protected");

            assertThat(kom.succeed("protect", "--dry-run", one.name())).contains(one.name() + ": would be changed: browserFlow was");
            assertThat(one.admin().toRepresentation().getBrowserFlow()).isEqualTo("browser");

            assertThat(kom.succeed("protect", one.name(), two.name())).contains(
                    one.name() + ": browserFlow was 'browser', and is 'captcha browser'",
                    two.name() + ": try it: " + two.uri("/account"), "undo it: kom protect --undo " + two.name());
            assertThat(kom.succeed("protect", one.name())).isEqualTo(one.name() + ": nothing to change\n");
            assertThat(kom.succeed("protect", "--check", "--json", one.name(), two.name()))
                    .contains("\"realm\":\"" + two.name() + "\",\"protected\":true", "{\"realms\":2,\"open\":0}");
            assertThat(kom.run("protect", "--check", "--all").out()).contains(one.name() + ": protected").doesNotContain("master");

            kom.succeed("protect", "--undo", "--only", "theme", one.name());
            assertThat(one.admin().toRepresentation().getLoginTheme()).isNull();
            assertThat(one.admin().toRepresentation().getBrowserFlow()).isEqualTo("captcha browser");
            kom.succeed("protect", "--undo", one.name(), two.name());
            assertThat(kom.succeed("protect", "--undo", two.name())).isEqualTo(two.name() + ": nothing to undo\n");
            assertThat(two.admin().flows().getFlows()).noneMatch(flow -> flow.getAlias().startsWith("captcha"));
        }
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
