package io.komauth.administrator;

import static io.komauth.testing.TokenRequest.captchaGrant;
import static io.komauth.testing.TokenRequest.withoutCaptcha;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.komauth.testing.Administrator;
import io.komauth.testing.Browser;
import io.komauth.testing.Document;
import io.komauth.testing.Full;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.KomTool;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.Shell;
import io.komauth.testing.Shell.Output;
import io.komauth.testing.TestRealm;
import io.komauth.testing.WithKeycloak;
import io.komauth.testing.WithPrograms;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.representations.userprofile.config.UPAttribute;
import org.keycloak.representations.userprofile.config.UPConfig;

@Full
@WithKeycloak
@DisplayName("By the docs' commands")
class CommandsIT {

    @TempDir
    private Path folder;

    @Test
    @WithPrograms({"bash", "jq"})
    @DisplayName("the login page asks for a captcha, and no longer when the old flows are bound again")
    void theLoginPageAsksForACaptcha(KeycloakServer server) {
        try (TestRealm realm = ExistingRealm.on(server)) {
            Shell shell = Shell.in(folder).inProject().administrator(server);
            assertThat(ExistingRealm.loginPage(realm)).contains("kc-login").doesNotContain("captchaCode");

            shell.succeed(documented("The same as commands"));
            assertThat(ExistingRealm.loginPage(realm)).contains("captchaCode");
            assertThat(ExistingRealm.steps(realm, "captcha browser forms")).startsWith("captcha-username-password-form");

            shell.succeed(documented("### Undo it"));
            assertThat(ExistingRealm.loginPage(realm)).contains("kc-login").doesNotContain("captchaCode");
        }
    }

    @Test
    @WithPrograms({"bash", "jq"})
    @DisplayName("a realm becomes a tenant, keeps what it has, and is not changed by a second run")
    void aRealmBecomesATenant(KeycloakServer server) throws JsonProcessingException {
        try (TestRealm realm = ExistingRealm.on(server)) {
            Shell shell = Shell.in(folder).inProject().administrator(server);
            KomTool kom = KomTool.administrator(server);
            String[] tenant = KomTool.documented(documented("### By a script"));
            ServerResponse session = withoutCaptcha(server, realm.name(), "password").client("app", null).param("scope", null)
                    .param("username", ExistingRealm.USER).param("password", ExistingRealm.PASSWORD).send();
            UserRepresentation user = ExistingRealm.alice(realm);
            CredentialRepresentation password = password(realm, user);

            realm.admin().clearAdminEvents();
            Output unknown = kom.run(and(tenant, "nobody"));
            assertThat(unknown.err()).as(unknown.toString()).contains("there is no client nobody");
            assertThat(realm.admin().getAdminEvents()).as("nothing is changed").isEmpty();

            Output planned = kom.run(and(tenant, "--dry-run"));
            assertThat(planned.out()).contains("shop: would be changed: captcha.kinds is either",
                    "shop: would be changed: browserFlow was 'browser', and is 'captcha browser'");
            assertThat(realm.admin().getAdminEvents()).as("nothing is changed").isEmpty();

            Output first = kom.run(tenant);
            assertThat(first.status()).as(first.toString()).isEqualTo(4);
            assertThat(first.err()).contains("users have values from before: nick_name (1)");
            assertThat(login(server, realm).json().has("tenant_id")).isFalse();
            Output again = kom.run(tenant);
            assertThat(again.status()).as(again.toString()).isEqualTo(4);
            assertThat(again.err()).contains("users have values from before: nick_name (1)");
            assertThat(realm.admin().clientScopes().findAll()).noneMatch(scope -> scope.getName().equals("all"));

            assertThat(shell.succeed(documented("### What users wrote before")))
                    .isEqualTo(user.getId() + "\talice\tthe boss\n");
            shell.succeed("id=" + user.getId() + "\n" + documented("Clear those"));
            assertThat(kom.succeed(tenant)).contains("shop: client app has the scope 'all'");
            realm.admin().clearAdminEvents();
            assertThat(kom.succeed(tenant)).isEmpty();
            assertThat(realm.admin().getAdminEvents()).isEmpty();

            assertThat(withoutCaptcha(server, realm.name(), "password").client("app", null).send().text())
                    .contains("invalid_request", "captchaKey");
            assertThatPagesAreThoseOfTheTemplates(realm);
            assertThat(ExistingRealm.loginPage(realm)).contains("captchaCode", "data-kom-work");
            assertThat(ExistingRealm.page(realm, "forgot-credentials").hasCaptcha()).isTrue();
            assertThat(ExistingRealm.page(realm, "forgot-credentials").page()).contains("data-kom-work");
            assertThatRegistrationAsksForNoName(realm);
            // one login only, as Keycloak refuses the next one of the same user while it still counts this one
            ServerResponse login = login(server, realm);
            assertThat(login.status()).as(login.toString()).isEqualTo(200);
            assertThat(login.member("tenant_id")).isEqualTo("shop");
            assertThat(login.member("nick_name")).isEqualTo("alice Test");
            assertThat(realm.admin().toRepresentation().isBruteForceProtected()).isTrue();
            assertThatProfileIsOfBoth(realm);

            UserRepresentation kept = ExistingRealm.alice(realm);
            assertThat(kept.getId()).isEqualTo(user.getId());
            assertThat(kept.getAttributes()).containsOnlyKeys("shoe_size");
            assertThat(password(realm, kept)).isEqualTo(password);
            assertThat(withoutCaptcha(server, realm.name(), "refresh_token").client("app", null).param("scope", null)
                    .param("refresh_token", session.member("refresh_token")).send().status()).isEqualTo(200);
        }
    }

    private static void assertThatPagesAreThoseOfTheTemplates(TestRealm realm) {
        assertThat(realm.admin().toRepresentation().getAttributes()).containsEntry("captcha.kinds", "either");
        for (String flow : List.of("captcha browser", "captcha registration", "captcha reset credentials")) {
            assertThat(ExistingRealm.captchaSettings(realm, flow)).as(flow)
                    .containsExactly(Map.of("captcha-kind", "work-and-picture", "picture-failures", "3"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"picture", "work"})
    @DisplayName("a realm that says which captchas it accepts keeps that")
    void aRealmKeepsTheCaptchasItAccepts(String kinds, KeycloakServer server) {
        try (TestRealm realm = ExistingRealm.on(server)) {
            change(realm, settings -> settings.getAttributes().put("captcha.kinds", kinds));

            String made = KomTool.administrator(server).succeed("tenant", "--keep-values", realm.name(), "app");

            assertThat(made).contains("browserFlow was").doesNotContain("captcha.kinds");
            assertThat(realm.admin().toRepresentation().getAttributes()).containsEntry("captcha.kinds", kinds);
            assertThat(ExistingRealm.captchaSettings(realm, "captcha browser")).isEmpty();
        }
    }

    @Test
    @DisplayName("a realm that asks for the picture on its login page asks for it on the registration page, too")
    void aRealmThatAsksForThePicture(KeycloakServer server) {
        try (TestRealm realm = ExistingRealm.on(server)) {
            KomTool kom = KomTool.administrator(server);
            change(realm, settings -> {
                settings.setRegistrationAllowed(false);
                settings.getAttributes().put("captcha.kinds", "picture");
            });
            kom.succeed("tenant", "--keep-values", realm.name(), "app");
            change(realm, settings -> {
                settings.setRegistrationAllowed(true);
                settings.getAttributes().remove("captcha.kinds");
            });

            String made = kom.succeed("tenant", "--keep-values", realm.name(), "app");

            assertThat(made).contains("registrationFlow was").doesNotContain("captcha.kinds");
            assertThat(realm.admin().toRepresentation().getAttributes()).doesNotContainKey("captcha.kinds");
            assertThat(ExistingRealm.captchaSettings(realm, "captcha registration")).isEmpty();
        }
    }

    private static void change(TestRealm realm, Consumer<RealmRepresentation> change) {
        RealmRepresentation settings = realm.admin().toRepresentation();
        change.accept(settings);
        realm.admin().update(settings);
    }

    private static void assertThatRegistrationAsksForNoName(TestRealm realm) {
        Browser registration = ExistingRealm.page(realm, "registrations");
        assertThat(registration.hasCaptcha()).isTrue();
        assertThat(registration.page()).doesNotContain("firstName", "lastName");
        registration.submitSolved("username", "mallory", "email", "mallory@example.org", "password", "a password",
                "password-confirm", "a password", "firstName", "The", "lastName", "Boss");
        assertThat(registration.parameter("code")).isNotBlank();
        assertThat(realm.admin().users().search("mallory").get(0).getFirstName()).isNull();
    }

    @Test
    @DisplayName("no client comes to trust what users wrote, also the last of many, also where clients have the claims already")
    void clientsThatHaveTheClaims(KeycloakServer server) {
        try (TestRealm realm = ExistingRealm.withManyUsersAndTheClaims(server)) {
            KomTool kom = KomTool.administrator(server);
            UserRepresentation zoe = realm.admin().users().search("zoe", true).get(0);

            Output refused = kom.run("tenant", realm.name(), "app");
            assertThat(refused.status()).as(refused.toString()).isEqualTo(4);
            assertThat(refused.err()).contains("users have values from before: nick_name (1)");
            assertThat(ExistingRealm.profile(realm).getAttribute("nick_name").getPermissions().getEdit())
                    .as("no token trusts the value yet").contains("user");

            String kept = kom.succeed("tenant", "--keep-values", "--users-edit-names", realm.name(), "app");
            assertThat(kept).contains("administrators alone write user_id", "users write firstName and lastName");
            assertThat(ExistingRealm.profile(realm).getAttribute("nick_name").getPermissions().getEdit())
                    .containsExactly("admin");
            assertThat(ExistingRealm.profile(realm).getAttribute("firstName").getPermissions().getEdit()).contains("user");
            assertThat(realm.admin().users().get(zoe.getId()).toRepresentation().firstAttribute("nick_name"))
                    .isEqualTo("the boss");
        }
    }

    @Test
    @WithPrograms("bash")
    @DisplayName("the former command makes a tenant with the login of kcadm.sh, and ends as it did")
    void theFormerCommand(KeycloakServer server) throws IOException {
        try (TestRealm realm = ExistingRealm.on(server, "shop-商店")) {
            // in a file: where no language is set, this test's own Java would lose a Chinese variable
            Path name = Files.writeString(folder.resolve("name"), realm.name());
            Shell shell = Shell.in(folder).inProject().administrator(server).with("name", name.toString());

            Output refused = shell.run("realm-config/make-tenant \"$(cat \"$name\")\" nobody");
            String made = shell.succeed("realm-config/make-tenant --keep-values \"$(cat \"$name\")\" app");

            assertThat(refused.status()).as(refused.toString()).isEqualTo(1);
            assertThat(refused.err()).contains("shop-商店: there is no client nobody");
            assertThat(made).contains("shop-商店: client app has the scope 'all'");
            assertThat(ExistingRealm.steps(realm, "captcha browser forms")).startsWith("captcha-username-password-form");
            assertThat(shell.run("realm-config/make-tenant").status()).isEqualTo(2);
        }
    }

    private static String[] and(String[] arguments, String more) {
        return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
    }

    private static void assertThatProfileIsOfBoth(TestRealm realm) throws JsonProcessingException {
        UPConfig profile = ExistingRealm.profile(realm);
        assertThat(profile.getAttribute("shoe_size").getPermissions().getEdit()).containsExactlyInAnyOrder("admin", "user");
        assertThat(profile.getAttribute("email").getRequired()).isNotNull();
        assertThat(profile.getGroups()).isNotEmpty();
        assertThat(List.of("firstName", "lastName")).allSatisfy(name -> assertThat(profile.getAttribute(name).getPermissions()
                .getEdit()).containsExactly("admin"));
        List<UPAttribute> documented = new ObjectMapper().readValue(Document.example("administrator.md", "json"),
                new TypeReference<List<UPAttribute>>() { });
        assertThat(documented).hasSize(7).allSatisfy(attribute -> assertThat(profile.getAttribute(attribute.getName())
                .getPermissions().getEdit()).isEqualTo(attribute.getPermissions().getEdit()).containsExactly("admin"));
    }

    @Test
    @WithPrograms({"bash", "jq"})
    @DisplayName("a realm has its tenant's settings, a key for old services, and no required names")
    void aRealmHasItsTenantsSettings(KeycloakServer server) {
        try (TestRealm realm = ExistingRealm.on(server)) {
            Shell shell = Shell.in(folder).inProject().administrator(server);

            shell.succeed(documented("**The tenant's settings**"));
            shell.succeed(documented("### Users without an e-mail"));
            shell.succeed(documented("### The documented API"));

            assertThat(realm.admin().toRepresentation().getAttributes()).containsEntry("tenant.license", "powered by shop")
                    .containsEntry("tenant.zone", "Europe/Berlin").containsEntry("tenant.api", "true")
                    .containsEntry("tenant.signing-key", "${vault.signing-key}");
            assertThat(ExistingRealm.profile(realm).getAttributes()).extracting(UPAttribute::getRequired).containsOnlyNulls();
            assertThat(realm.admin().clients().findByClientId("app").get(0).getAttributes())
                    .containsEntry("access.token.signed.response.alg", "HS256-shared");
        }
    }

    @Test
    @WithPrograms("bash")
    @DisplayName("a new tenant's settings are set, and one of them is taken back")
    void aNewTenantsSettingsAreSet(KeycloakServer server) {
        Shell shell = Shell.in(folder).inProject().administrator(server).with("KC_CLI_PASSWORD", Administrator.PASSWORD);
        RealmResource tenant = server.admin().realm("100001");
        shell.succeed(Document.indentedBlocks("docs/administrator.md", "## A new tenant").get(0));
        try {
            shell.succeed(Document.indentedBlocks("docs/reference.md", "## Settings").get(0));
            assertThat(tenant.toRepresentation().getAttributes()).containsEntry("captcha.length", "6");

            String settings = Document.indentedBlocks("docs/administrator.md", "### Without the tab").get(0);
            shell.succeed(settings.replace("http://localhost:8080", server.url().toString()));
            assertThat(tenant.toRepresentation().getAttributes()).containsEntry("tenant.zone", "Europe/Berlin")
                    .containsEntry("tenant.api", "true").containsEntry("tenant.signing-key", "${vault.signing-key}")
                    .doesNotContainKey("captcha.length");

            shell.succeed(Document.indentedBlocks("docs/login-pages.md", "## Audio captcha").get(0));
            assertThat(tenant.toRepresentation().getAttributes()).containsEntry("captcha.audio", "true");
        } finally {
            tenant.remove();
        }
    }

    private static String documented(String words) {
        return Document.exampleAfter(words, "administrator.md", "sh");
    }

    private static ServerResponse login(KeycloakServer server, TestRealm realm) {
        return captchaGrant(server, realm).client("app", null).param("scope", null)
                .param("username", ExistingRealm.USER).param("password", ExistingRealm.PASSWORD).send();
    }

    private static CredentialRepresentation password(TestRealm realm, UserRepresentation user) {
        return realm.admin().users().get(user.getId()).credentials().get(0);
    }
}
