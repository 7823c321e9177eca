package io.komauth.tools.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import io.komauth.tools.KomRun;
import io.komauth.tools.cli.Json;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConvertCommandTest {

    private static final String HASH = "0123456789abcdef0123456789ABCDEF01234567";
    private static final String ROLE = "{\"tenant_id\":\"t1\",\"id\":\"7\",\"name\":\"clerk\"}\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void export() throws IOException {
        export("monday", ROLE, user("1", "li", "\"role_id\":\"7\"") + user("2", "Wang", "\"enabled\":false"));
    }

    @Test
    void aUserIsWhatKeycloakImports() throws IOException {
        KomRun run = convert("monday", "out");

        assertThat(run).isEqualTo(new KomRun(0, "", "2 users and 1 roles to load, 0 rows rejected" + System.lineSeparator()));
        assertThat(read("out/t1/users.jsonl")).isEqualTo(read("out/t1/all.jsonl")).isEqualTo("""
                {"username":"li","enabled":true,"attributes":{"user_id":["1"]},"realmRoles":["default-roles-t1","clerk"],\
                "credentials":[{"type":"password","createdDate":1650211202000,"credentialData":\
                "{\\"algorithm\\":\\"sha1-md5\\",\\"hashIterations\\":1}","secretData":"{\\"value\\":\\"%1$s\\"}"}]}
                {"username":"wang","enabled":false,"attributes":{"user_id":["2"]},"realmRoles":["default-roles-t1"],\
                "credentials":[{"type":"password","createdDate":1650211202000,"credentialData":\
                "{\\"algorithm\\":\\"sha1-md5\\",\\"hashIterations\\":1}","secretData":"{\\"value\\":\\"%1$s\\"}"}]}
                """.replace("%1$s", HASH));
        assertThat(read("out/t1/roles.jsonl"))
                .isEqualTo("{\"name\":\"clerk\",\"attributes\":{\"role_id\":[\"7\"],\"role_name\":[\"clerk\"]}}\n");
    }

    @Test
    void withADryRunNothingIsWritten() throws IOException {
        export("odd", "", user("1", "li", "\"enabled\":7"));

        KomRun run = convert("--dry-run", "odd", "out");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("\"row\":\"users.jsonl:1\",\"defect\":\"enabled is neither true nor false\"");
        assertThat(files()).containsExactlyInAnyOrder("monday", "odd");
    }

    @Test
    void theSummaryIsJsonWhereThatIsAskedFor() throws IOException {
        export("odd", ROLE, user("1", "li", "\"role_id\":\"8\""));

        KomRun run = convert("--json", "odd", "out");

        assertThat(run.err()).isEmpty();
        JsonNode[] lines = run.out().lines().map(ConvertCommandTest::parse).toArray(JsonNode[]::new);
        assertThat(lines).hasSize(2);
        assertThat(lines[0].path("defect").asText()).isEqualTo("role_id: no role has the id 8");
        assertThat(lines[1]).isEqualTo(parse("{\"users\":0,\"roles\":1,\"rejected\":1}"));
    }

    @Test
    void aFolderThatIsThereIsLeftAlone() throws IOException {
        Files.createDirectory(folder.resolve("out"));

        KomRun run = convert("monday", "out");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("out is there already");
        assertThat(folder.resolve("out")).isEmptyDirectory();
    }

    @Test
    void anExportThatIsNotCompleteIsRefused() throws IOException {
        Files.delete(folder.resolve("monday/roles.jsonl"));

        KomRun run = convert("monday", "out");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("is no folder with roles.jsonl and users.jsonl");
        assertThat(files()).containsExactly("monday");
    }

    @Test
    void aDeltaHasWhatIsNewOrDifferentAndWhoIsGone() throws IOException {
        export("tuesday", ROLE.replace("clerk", "Clerk"), user("1", "li", "\"role_id\":\"7\"") + user("3", "sun",
                "\"post_id\":\"\""));

        assertThat(convert("tuesday", "delta", "monday").exitCode()).isZero();

        assertThat(read("delta/t1/removed.jsonl")).isEqualTo("\"wang\"\n");
        assertThat(read("delta/t1/roles.jsonl")).contains("\"Clerk\"").hasLineCount(1);
        assertThat(read("delta/t1/users.jsonl")).contains("\"li\"", "\"sun\"").hasLineCount(2);
        assertThat(read("delta/t1/all.jsonl")).hasLineCount(2);
    }

    @Test
    void aDeltaWithoutADifferenceHasOnlyWhatIsComparedWith() throws IOException {
        assertThat(convert("monday", "delta", "monday").err()).contains("0 users and 0 roles to load, 0 rows rejected");

        try (Stream<Path> written = Files.list(folder.resolve("delta/t1"))) {
            assertThat(written).extracting(file -> file.getFileName().toString()).containsExactly("all.jsonl");
        }
    }

    @Test
    void aDeltaIsRefusedWhileARowDoesNotSayWhoseItIs() throws IOException {
        export("tuesday", ROLE, user("1", "li", "\"role_id\":\"7\"") + "{\"tenant_id\":\"t1\",\"id\":\"2\"}\n");

        KomRun run = convert("tuesday", "delta", "monday");

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.out()).contains("\"users.jsonl:2\"", "account is empty").hasLineCount(1);
        assertThat(run.err()).contains("mend them first");
        assertThat(files()).doesNotContain("delta");
    }

    @Test
    void rowsOfOneTenantDoNotConcernThoseOfAnother() throws IOException {
        export("two", ROLE + ROLE.replace("t1", "t2"), user("1", "li", "\"email\":\"li@b.c\"")
                + user("1", "li", "\"email\":\"li@b.c\"").replace("t1", "t2") + user("2", "wang", "\"role_id\":\"7\"")
                .replace("t1", "t3"));

        KomRun run = convert("two", "out");

        assertThat(run.out()).contains("\"tenant_id\":\"t3\"", "no role has the id 7").hasLineCount(1);
        assertThat(run.err()).contains("2 users and 2 roles to load, 1 rows rejected");
    }

    @Test
    void whatIsWrongWithATenantOrAnAccountIsNoKeyOfOthers() throws IOException {
        export("odd", "", user("1", "null", "\"post_id\":\"\"") + user("2", "x", "\"account\":null")
                + user("3", "7", "\"post_id\":\"\"") + user("4", "x", "\"account\":7"));

        assertThat(convert("odd", "out").err()).contains("2 users and 0 roles to load, 2 rows rejected");
    }

    private static String user(String id, String account, String more) {
        return "{\"tenant_id\":\"t1\",\"id\":\"" + id + "\",\"account\":\"" + account + "\",\"password\":\"" + HASH
                + "\",\"password_date\":1650211202000," + more + "}\n";
    }

    private void export(String name, String roles, String users) throws IOException {
        Path export = Files.createDirectory(folder.resolve(name));
        Files.writeString(export.resolve("roles.jsonl"), roles);
        Files.writeString(export.resolve("users.jsonl"), users);
    }

    private KomRun convert(String... arguments) {
        return KomRun.of(Stream.concat(Stream.of("users", "convert"), Stream.of(arguments)
                .map(argument -> argument.startsWith("-") ? argument : folder.resolve(argument).toString()))
                .toArray(String[]::new));
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    private Stream<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }

    private static JsonNode parse(String line) {
        try {
            return Json.parse(line);
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }
}
