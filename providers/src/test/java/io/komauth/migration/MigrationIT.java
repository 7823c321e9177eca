package io.komauth.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.komauth.testing.ChosenDatabase;
import io.komauth.testing.DemoTenant;
import io.komauth.testing.EachDatabase;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.KomTool;
import io.komauth.testing.LoginApiRequest;
import io.komauth.testing.Md5;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.Shell;
import io.komauth.testing.Shell.Output;
import io.komauth.testing.TestRealm;
import io.komauth.testing.WithKeycloak;
import io.komauth.testing.WithPrograms;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.userprofile.config.UPAttributeRequired;
import org.keycloak.representations.userprofile.config.UPConfig;

/** The commands that docs/migration.md moves users with, on two tenants; {@code kom trial} does it with many. */
@WithKeycloak
@EachDatabase
class MigrationIT {

    private static final int USERS = 25;

    @TempDir
    private Path folder;

    private final KeycloakServer server;
    private final OldSystem old = new OldSystem();
    private TestRealm first;
    private TestRealm second;
    private KomTool kom;

    MigrationIT(KeycloakServer server) {
        this.server = server;
    }

    @BeforeEach
    void prepare() {
        first = tenant();
        second = tenant();
        MigrationClient.create(server);
        kom = MigrationClient.login(server);
        old.role(first.name(), 1, "manager");
        old.role(first.name(), 2, "clerk");
        old.role(second.name(), 1, "manager");
    }

    @AfterEach
    void remove() {
        List.of(first, second).forEach(TestRealm::close);
        MigrationClient.remove(server);
    }

    @Test
    @DisplayName("Users and roles of two tenants are loaded once, however often it is done, and log in as before")
    void load() {
        users(first);
        users(second);
        old.exportTo(folder.resolve("export"));

        assertThat(convert("export", "out").status()).isZero();
        Output planned = load("out", "--dry-run");
        Output loaded = load("out");
        Output again = load("out");

        assertThat(planned.out()).as("with nothing changed").contains(
                first.name() + ": would be done: 2 roles added; users: 25 added, 0 overwritten, 0 skipped, ",
                second.name() + ": would be done: 1 roles added; users: 25 added, 0 overwritten, 0 skipped, ");
        assertThat(loaded.out()).contains(
                first.name() + ": 2 roles added; users: 25 added, 0 overwritten, 0 skipped, 0 removed, 0 failed; 0 ",
                second.name() + ": 1 roles added; users: 25 added, 0 overwritten, 0 skipped, 0 removed, 0 failed; 0 ");
        assertThat(again.out()).contains(
                first.name() + ": 0 roles added; users: 0 added, 0 overwritten, 25 skipped, 0 removed, 0 failed; 0 ");
        assertThat(List.of(planned.status(), loaded.status(), again.status())).containsOnly(0);
        enable(first);
        ServerResponse login = login("user7");
        assertThat(login.member("user_id")).as(login.toString()).isEqualTo("1310857482650308607");
        assertThat(login.member("nick_name")).isEqualTo("nick of user7");
        assertThat(login.member("role_id").split(",")).containsExactlyInAnyOrder(
                OldSystem.roleId(first.name(), 1), OldSystem.roleId(first.name(), 2));
        assertThat(login.member("role_name").split(",")).containsExactlyInAnyOrder("the manager", "the clerk");
        assertThat(login.member("password_last_update_date")).isEqualTo("2022-04-18 00:00:02");
    }

    @Test
    @DisplayName("A delta brings what was changed, renamed, disabled, added and removed since, and touches nobody else")
    void delta() {
        List<ObjectNode> users = users(first);
        old.exportTo(folder.resolve("monday"));
        shadowImport();
        String untouched = id("user9");

        users.get(0).put("password", Md5.sha1OfHex("another password"));
        users.get(1).put("enabled", false);
        users.get(2).put("account", "renamed");
        users.get(3).put("role_id", OldSystem.roleId(first.name(), 3));
        old.remove(users.get(4));
        old.user(first.name(), "77", "new");
        old.role(first.name(), 3, "auditor");
        old.exportTo(folder.resolve("tuesday"));
        assertThat(convert("tuesday", "delta", "monday").status()).isZero();
        Output planned = load("delta", "--delta", "--dry-run");
        Output delta = load("delta", "--delta");

        assertThat(List.of(planned, delta)).allSatisfy(output -> assertThat(output.out()).as(output.toString())
                .contains("1 roles added; users: 2 added, 3 overwritten, 0 skipped, 2 removed, 0 failed; "
                        + "0 missing, 0 not of the export"));
        assertThat(delta.status()).isZero();
        assertThat(id("user9")).isEqualTo(untouched);
        enable(first);
        assertThat(login("user0", "another password").status()).isEqualTo(200);
        // after that, since Keycloak holds a user back for a moment who has failed
        assertThat(login("user0").status()).isEqualTo(400);
        assertThat(login("user1").status()).isEqualTo(400);
        assertThat(login("user2").status()).isEqualTo(400);
        assertThat(login("renamed").member("user_id")).isEqualTo("1310857482650308602");
        assertThat(login("user3").member("role_name")).isEqualTo("the auditor");
        assertThat(login("user4").status()).isEqualTo(400);
        assertThat(login("new").member("user_id")).isEqualTo("77");
    }

    @Test
    @DisplayName("A role that is renamed in a delta stays with those who have it")
    void renamedRole() {
        users(first);
        ObjectNode role = old.role(first.name(), 4, "../../*?#%2f $(touch odd)");
        old.user(first.name(), "78", "li").put("role_id", OldSystem.roleId(first.name(), 4));
        old.exportTo(folder.resolve("monday"));
        shadowImport();

        role.put("role_name", "visitor");
        old.exportTo(folder.resolve("tuesday"));
        convert("tuesday", "delta", "monday");
        Output delta = load("delta", "--delta");

        assertThat(delta.out()).as(delta.toString()).contains("users: 0 added, 0 overwritten");
        enable(first);
        assertThat(login("li").member("role_name")).isEqualTo("visitor");
    }

    @Test
    @DisplayName("Where people log in already, a delta is refused and changes nothing")
    void switchedTenant() {
        List<ObjectNode> users = users(first);
        old.exportTo(folder.resolve("monday"));
        shadowImport();
        enable(first);
        String moved = id("user5");

        users.get(5).put("nick_name", "late");
        old.remove(users.get(6));
        old.exportTo(folder.resolve("tuesday"));
        convert("tuesday", "delta", "monday");
        Output delta = load("delta", "--delta");

        assertThat(delta.status()).isEqualTo(4);
        assertThat(delta.err()).contains(first.name() + ": is enabled");
        assertThat(id("user5")).isEqualTo(moved);
        assertThat(login("user6").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("Rows that cannot be imported are named, each with the reason, and all others are converted")
    void rejectedRows() {
        users(first);
        old.user(first.name(), "80", "USER1");
        old.user(first.name(), "81", "li").put("role_id", "404");
        old.user(first.name(), "82", "wang").put("password", "plain");
        old.user(first.name(), "83", "zhao").put("id", 1310857482650308611L);
        old.user("../outside", "84", "sun");
        old.user(first.name(), "85", "Ärzte");
        old.exportTo(folder.resolve("export"));

        Output converted = convert("export", "out");

        assertThat(converted.status()).isEqualTo(1);
        assertThat(converted.out().lines()).hasSize(7)
                .anyMatch(line -> line.contains("\"80\"") && line.contains("another user of the tenant has"))
                .anyMatch(line -> line.contains("\"81\"") && line.contains("no role has the id 404"))
                .anyMatch(line -> line.contains("\"82\"") && line.contains("password is not 40 hexadecimal digits"))
                .anyMatch(line -> line.contains("id is no text"))
                .anyMatch(line -> line.contains("\"84\"") && line.contains("tenant_id cannot name a realm"))
                .anyMatch(line -> line.contains("\"85\"") && line.contains("capital letters other than A to Z"));
        assertThat(load("out").out()).contains("users: 24 added");
    }

    @Test
    @DisplayName("A user whom Keycloak refuses is named, and takes nobody along")
    void refusedUser() {
        users(first);
        // Keycloak ignores the case of all letters, convert that of a to z
        old.user(first.name(), "85", "li").put("email", "ÄRZTE@example.org");
        old.user(first.name(), "86", "wang").put("email", "ärzte@example.org");
        old.exportTo(folder.resolve("export"));

        assertThat(convert("export", "out").status()).isZero();
        Output loaded = load("out");

        assertThat(loaded.status()).isEqualTo(1);
        assertThat(loaded.out()).as(loaded.toString()).contains("users: 26 added");
        assertThat(loaded.err()).contains("failed: wang");
    }

    @Test
    @DisplayName("Users and roles with characters that the database has not are named")
    @EnabledIfSystemProperty(named = ChosenDatabase.PROPERTY, matches = ChosenDatabase.MARIADB_NAME,
            disabledReason = "only MariaDB keeps no such text")
    void unstorableText() {
        users(first);
        old.user(first.name(), "88", "\ud83d\ude00");
        old.user(first.name(), "89", "wang").put("real_name", "\ud842\udfb7");
        old.exportTo(folder.resolve("export"));
        assertThat(convert("export", "out").status()).isZero();
        Output loaded = load("out");

        assertThat(loaded.status()).isEqualTo(1);
        assertThat(loaded.out()).as(loaded.toString()).contains("users: 25 added", "2 failed");
        assertThat(loaded.err()).contains("failed: \ud83d\ude00: 500", "cannot store \ud83d\ude00, such as MariaDB",
                "failed: wang: 500", "cannot store \ud842\udfb7, such as MariaDB");
    }

    @Test
    @DisplayName("A folder that is not there is refused before anything is loaded")
    void missingFolder() {
        users(first);
        old.exportTo(folder.resolve("export"));

        convert("export", "out");
        Path missing = folder.resolve("ou").resolve(second.name());
        Output loaded = kom.run("users", "load", folder.resolve("out").resolve(first.name()).toString(), missing.toString());

        assertThat(loaded.status()).isEqualTo(2);
        assertThat(loaded.err()).contains(missing + " is no folder");
        assertThat(first.admin().users().count()).isZero();
    }

    @Test
    @DisplayName("A realm that would keep its users from logging in is named with the setting, and nothing is loaded")
    void settingsThatLockOut() {
        users(first).get(0).put("account", "用户");
        old.user(first.name(), "87", "ärzte").put("email", "ärzte@example.org");
        old.exportTo(folder.resolve("export"));
        assertThat(convert("export", "out").status()).isZero();
        Map<String, Consumer<RealmRepresentation>> settings = Map.of(
                "verifies e-mails", realm -> realm.setVerifyEmail(true),
                "characters: 用户", realm -> realm.setEditUsernameAllowed(true),
                "ärzte@example.org", realm -> realm.setSmtpServer(Map.of("host", "localhost", "from", "a@example.org")));
        RealmRepresentation before = first.admin().toRepresentation();
        settings.forEach((reason, setting) -> {
            RealmRepresentation realm = first.admin().toRepresentation();
            setting.accept(realm);
            first.admin().update(realm);
            assertThatLoadIsRefused(reason);
            before.setSmtpServer(Map.of());
            first.admin().update(before);
        });

        UPConfig profile = first.admin().users().userProfile().getConfiguration();
        profile.getAttribute("lastName").setRequired(new UPAttributeRequired(Set.of("user"), Set.of()));
        profile.getAttribute("lastName").getPermissions().setEdit(Set.of("admin", "user"));
        first.admin().users().userProfile().update(profile);
        assertThatLoadIsRefused("requires lastName, which 26 of the users do not have");
    }

    private void assertThatLoadIsRefused(String reason) {
        Output loaded = loadFirst();
        assertThat(loaded.status()).as(loaded.toString()).isEqualTo(4);
        assertThat(loaded.err()).contains(first.name() + ": ", reason);
        assertThat(first.admin().users().count()).isZero();
    }

    @Test
    @DisplayName("Nobody gets a role of the realm's own because the old system had one of that name")
    void roleOfTheRealm() {
        users(first);
        old.exportTo(folder.resolve("export"));
        first.admin().roles().create(new RoleRepresentation("manager", "manages the realm", false));

        convert("export", "out");
        Output loaded = loadFirst();

        assertThat(loaded.status()).as(loaded.toString()).isEqualTo(4);
        assertThat(loaded.err()).contains("role manager is there");
        assertThat(first.admin().users().count()).isZero();
    }

    @Test
    @DisplayName("Nothing is loaded into the administration realm")
    void administrationRealm() throws IOException {
        for (String name : List.of("master", "Master")) {
            Path master = Files.createDirectories(folder.resolve(name));
            Output loaded = kom.run("users", "load", master.toString());

            assertThat(loaded.status()).isEqualTo(2);
            assertThat(loaded.err()).contains("administration realm");
        }
    }

    @Test
    @DisplayName("Hashes and secrets are in no output and in no log")
    void secrets() throws IOException {
        users(first);
        old.user(first.name(), "87", "li").put("role_id", "404");
        old.exportTo(folder.resolve("export"));

        Output converted = convert("export", "out");
        Output refused = kom.run("users", "load", Files.createDirectory(folder.resolve("nowhere")).toString());
        Output loaded = kom.load(folder.resolve("out"), "--batch", "1");

        assertThat(loaded.out()).contains("25 added");
        assertThat(converted.toString() + refused + loaded + server.log()).doesNotContain(MigrationClient.SECRET,
                Md5.sha1OfHex(OldSystem.PASSWORD));
    }

    @Test
    @WithPrograms("bash")
    @DisplayName("The former commands do the same, and end as they did")
    void formerCommands() throws IOException {
        users(first);
        old.exportTo(folder.resolve("export"));
        Path secret = Files.writeString(folder.resolve("secret"), MigrationClient.SECRET + "\n");
        Shell shell = Shell.in(folder).with("KEYCLOAK_URL", server.url().toString()).with("BATCH", "10")
                .with("KEYCLOAK_SECRET_FILE", secret.toString());

        Output loaded = shell.run("convert export out && load out/*");
        enable(first);
        Output refused = shell.run("load --delta out/*");

        assertThat(loaded.status()).as(loaded.toString()).isZero();
        assertThat(loaded.out()).contains(first.name() + ": 2 roles added; users: 25 added, 0 overwritten, 0 skipped, ");
        assertThat(refused.status()).as(refused.toString()).isEqualTo(2);
        assertThat(refused.err()).contains(first.name() + ": is enabled");
        assertThat(shell.run("load none").status()).isEqualTo(2);
    }

    private void shadowImport() {
        assertThat(convert("monday", "shadow").status()).isZero();
        assertThat(load("shadow").status()).isZero();
    }

    private Output convert(String... folders) {
        return kom.run(Stream.concat(Stream.of("users", "convert"),
                Stream.of(folders).map(name -> folder.resolve(name).toString())).toArray(String[]::new));
    }

    private Output load(String converted, String... options) {
        return kom.load(folder.resolve(converted),
                Stream.concat(Stream.of("--batch", "10"), Stream.of(options)).toArray(String[]::new));
    }

    private Output loadFirst() {
        return kom.run("users", "load", folder.resolve("out").resolve(first.name()).toString());
    }

    private List<ObjectNode> users(TestRealm tenant) {
        String roles = OldSystem.roleId(first.name(), 1) + ", " + OldSystem.roleId(first.name(), 2);
        List<ObjectNode> users = new ArrayList<>();
        for (int i = 0; i < USERS; i++) {
            users.add(old.user(tenant.name(), Long.toString(1310857482650308600L + i), "user" + i)
                    .put("role_id", tenant == first ? roles : ""));
        }
        return users;
    }

    /** Without users, and with the default role that any new realm gets. */
    private TestRealm tenant() {
        return DemoTenant.copyTo(server, realm -> {
            realm.setEnabled(false);
            realm.setUsers(null);
            realm.setDefaultRole(null);
            realm.getRoles().getRealm().clear();
        });
    }

    private static void enable(TestRealm tenant) {
        RealmRepresentation realm = tenant.admin().toRepresentation();
        realm.setEnabled(true);
        tenant.admin().update(realm);
    }

    private String id(String username) {
        return first.admin().users().searchByUsername(username, true).get(0).getId();
    }

    private ServerResponse login(String username) {
        return login(username, OldSystem.PASSWORD);
    }

    private ServerResponse login(String username, String password) {
        return LoginApiRequest.example(server, first).member("username", username).member("password", Md5.hex(password))
                .send();
    }
}
