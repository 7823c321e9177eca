package io.komauth.tools.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import io.komauth.tools.KomRun;
import io.komauth.tools.StubServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadCommandTest {

    private static final String REALM = "/admin/realms/t1";
    private static final String IMPORT = "POST " + REALM + "/partialImport";
    private static final String ADDED = "{\"results\":[{\"action\":\"ADDED\"}]}";

    @TempDir
    private Path folder;

    private final StubServer server = StubServer.start().answers("GET " + REALM, 200, "{\"enabled\":false}")
            .answers("GET " + REALM + "/users/profile", 200, "{}");

    @BeforeEach
    void convert() throws IOException {
        Files.createDirectory(folder.resolve("t1"));
        write("users.jsonl", user("a") + user("b") + user("c"));
        write("all.jsonl", user("a") + user("b") + user("c"));
        there("[]");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theUserWhoMakesACallFailIsFoundByHalves() {
        there("[{\"username\":\"a\",\"enabled\":true},{\"username\":\"B\",\"enabled\":true}]");
        server.answers(IMPORT, 500, "").answers(IMPORT, 200, ADDED).answers(IMPORT, 409, "").answers(IMPORT, 200, ADDED)
                .answers(IMPORT, 409, "{\"errorMessage\":\"one\\nreason\"}");

        KomRun run = load();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEqualTo("t1: 0 roles added; users: 2 added, 0 overwritten, 0 skipped, 0 removed, "
                + "1 failed; 1 missing, 0 not of the export" + System.lineSeparator());
        assertThat(run.err()).contains("t1: failed: c: 409 one?reason", "t1: missing: c");
        assertThat(server.bodies()).filteredOn(body -> body.contains("ifResourceExists")).hasSize(5)
                .allMatch(body -> body.startsWith("{\"ifResourceExists\":\"SKIP\",\"users\":[{\"username\":\""));
    }

    @Test
    void aDryRunOnlyReadsAndSaysWhatWouldBeDone() throws IOException {
        write("removed.jsonl", "\"d\"\n\"e\"\n");
        there("[" + user("a") + "," + user("d") + "," + user("f") + "]");

        KomRun run = load("--delta", "--dry-run", "--json");

        assertThat(run.out()).isEqualTo("{\"realm\":\"t1\",\"rolesAdded\":0,\"added\":2,\"overwritten\":1,\"skipped\":0,"
                + "\"removed\":1,\"failed\":0,\"missing\":0,\"notOfTheExport\":1,\"dryRun\":true}" + System.lineSeparator());
        assertThat(run.exitCode()).isZero();
        assertThat(server.requests()).allMatch(request -> request.startsWith("GET "));
    }

    @Test
    void aDeltaIsRefusedInARealmThatIsEnabled() {
        try (StubServer enabled = StubServer.start().answers("GET " + REALM, 200, "{\"enabled\":true}")) {
            KomRun run = KomRun.of(enabled.environment(), "users", "load", "--delta", folder.resolve("t1").toString());

            assertThat(run.exitCode()).isEqualTo(4);
            assertThat(run.err()).contains("t1: is enabled");
            assertThat(enabled.requests()).containsExactly("GET " + REALM);
        }
    }

    @Test
    void aRoleOfTheRealmsOwnIsRefusedBeforeAnybodyIsRemoved() throws IOException {
        write("removed.jsonl", "\"d\"\n");
        write("roles.jsonl", "{\"name\":\"clerk\",\"attributes\":{\"role_id\":[\"7\"]}}\n");
        server.answers("GET " + REALM + "/roles?briefRepresentation=false", 200, "[{\"name\":\"clerk\",\"attributes\":{}}]");

        KomRun run = load("--delta");

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err()).contains("t1: role clerk is there, and is not of an export", "rename these roles");
        assertThat(server.requests()).allMatch(request -> request.startsWith("GET "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "master", "Master", "-x", "a b", "."})
    void whatIsNoTenantsFolderIsRefusedBeforeAnythingIsLoaded(String name) throws IOException {
        if (!name.equals("none") && !name.equals(".")) {
            Files.createDirectory(folder.resolve(name));
        }

        KomRun run = KomRun.of(server.environment(), "users", "load", folder.resolve("t1").toString(), folder.resolve(name)
                .toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aFileThatConvertHasNotWrittenIsNamedWithItsLine() throws IOException {
        write("users.jsonl", user("a") + "{\n");

        KomRun run = load();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("users.jsonl:2 is not what convert writes");
        assertThat(server.requests()).allMatch(request -> request.startsWith("GET "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1"})
    void aBatchHasAtLeastOneUser(String size) {
        assertThat(load("--batch=" + size).exitCode()).isEqualTo(2);
    }

    @Test
    void aServerThatIsNotThereIsToldFromARefusal() {
        server.close();

        assertThat(load().exitCode()).isEqualTo(3);
    }

    private KomRun load(String... options) {
        return KomRun.of(server.environment(), Stream.of(Stream.of("users", "load"), Stream.of(options),
                Stream.of(folder.resolve("t1").toString())).flatMap(part -> part).toArray(String[]::new));
    }

    private void there(String users) {
        server.answersOnly("GET " + REALM + "/users?briefRepresentation=true&first=0&max=1000", 200, users);
    }

    private void write(String file, String lines) throws IOException {
        Files.writeString(folder.resolve("t1").resolve(file), lines);
    }

    private static String user(String name) {
        return "{\"username\":\"" + name + "\",\"enabled\":true}\n";
    }
}
