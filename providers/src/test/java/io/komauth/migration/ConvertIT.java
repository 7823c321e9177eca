package io.komauth.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.komauth.testing.AnyVersion;
import io.komauth.testing.KomTool;
import io.komauth.testing.Shell;
import io.komauth.testing.Shell.Output;
import io.komauth.testing.WithPrograms;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code kom users convert} writes, and where. {@link OddRowsIT} loads it. */
@AnyVersion
class ConvertIT {

    private static final String TENANT = "100001";

    @TempDir
    private Path folder;

    private final OldSystem old = new OldSystem();

    @BeforeEach
    void prepare() {
        old.user(TENANT, "1", "li");
        old.role(TENANT, 1, "manager");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "/", "../100001", "100001/..", "a/b", "-m777", "--help", "-", "*",
            "$(touch odd)", "a b", "租户", "100001\n", "100001\t\"evil\"\t{}", "x\nuser\t100001\t\"evil\"\t{\"username\":\"evil\"}",
        "x\rrole\t100001\t\"evil\"\t{\"name\":\"evil\"}", "100001\u0000", "100001\\", "%2e%2e", "master",
        "Master", "MASTER"})
    @DisplayName("A tenant_id that cannot name a tenant's realm is rejected, reaches no other tenant's file, and leaves no folder")
    void tenantId(String tenant) throws IOException {
        old.user(tenant, "2", "evil").put("role_id", "1");
        old.role(tenant, 2, "evil");
        old.exportTo(folder.resolve("export"));

        for (Output converted : List.of(convert("export", "out"), convert("export", "delta", "export"))) {
            assertThat(converted.out().lines()).as(converted.toString()).isNotEmpty()
                    .allMatch(line -> line.contains("\"defect\":\"tenant_id "));
        }
        assertThat(written("out")).containsExactlyInAnyOrder("", TENANT, TENANT + "/all.jsonl", TENANT + "/roles.jsonl",
                TENANT + "/users.jsonl");
        for (String file : List.of("all.jsonl", "users.jsonl", "roles.jsonl")) {
            assertThat(Files.readString(folder.resolve("out").resolve(TENANT).resolve(file))).hasLineCount(1)
                    .doesNotContain("evil");
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).allMatch(name -> name.matches("export|out|delta"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-m777", "a b", "a\\tb", "$(touch odd)", "*"})
    @DisplayName("What it writes is its owner's alone, whatever the folder's name")
    void permissions(String name) throws IOException {
        old.exportTo(folder.resolve("export"));

        Output converted = convert("export", name);

        assertThat(converted.status()).as(converted.toString()).isZero();
        assertThatOnlyTheOwnerMayRead(name);
    }

    @Test
    @WithPrograms("bash")
    @DisplayName("The former command does the same whatever the umask, and ends as it did")
    void formerCommand() throws IOException {
        old.exportTo(folder.resolve("export"));
        old.user(TENANT, "2", "wang").put("password", "plain");
        old.exportTo(folder.resolve("odd"));
        Shell shell = Shell.in(folder);

        Output converted = shell.run("umask 000; convert export -m777");
        Output rejected = shell.run("convert -- odd out");
        Output refused = shell.run("convert export -m777");

        assertThat(converted.status()).as(converted.toString()).isZero();
        assertThatOnlyTheOwnerMayRead("-m777");
        assertThat(rejected.status()).as(rejected.toString()).isEqualTo(3);
        assertThat(rejected.out()).contains("users.jsonl:2", "password is not 40 hexadecimal digits");
        assertThat(refused.status()).as(refused.toString()).isEqualTo(2);
        assertThat(shell.run("convert export").status()).isEqualTo(2);
    }

    private void assertThatOnlyTheOwnerMayRead(String name) throws IOException {
        assertThat(written(name)).hasSize(5).allSatisfy(file -> {
            Path path = folder.resolve(name).resolve(file);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
        });
    }

    @Test
    @DisplayName("A delta removes nobody whose row is there and rejected")
    void rejectedInDelta() {
        ObjectNode user = old.user(TENANT, "2", "wang");
        ObjectNode gone = old.user(TENANT, "3", "sun");
        old.exportTo(folder.resolve("monday"));
        user.put("password", "plain");
        old.remove(gone);
        old.exportTo(folder.resolve("tuesday"));

        Output converted = convert("tuesday", "delta", "monday");

        assertThat(converted.status()).as(converted.toString()).isEqualTo(1);
        assertThat(folder.resolve("delta/100001/removed.jsonl")).content().isEqualTo("\"sun\"\n");
        assertThat(folder.resolve("delta/100001/users.jsonl")).doesNotExist();
    }

    @Test
    @DisplayName("A delta is refused while nobody knows whose a row is, since it would remove that user")
    void unreadableInDelta() throws IOException {
        old.exportTo(folder.resolve("monday"));
        old.exportTo(folder.resolve("tuesday"));
        Path users = folder.resolve("tuesday/users.jsonl");
        Files.writeString(users, Files.readString(users).substring(0, 20));

        Output converted = convert("tuesday", "delta", "monday");

        assertThat(converted.status()).as(converted.toString()).isEqualTo(4);
        assertThat(converted.out()).contains("users.jsonl:1");
        assertThat(converted.err()).contains("mend them first");
        assertThat(folder.resolve("delta")).doesNotExist();
    }

    @Test
    @DisplayName("Users without a password are rejected, or taken where that is said")
    void withoutPassword() {
        old.user(TENANT, "2", "wang").putNull("password");
        old.exportTo(folder.resolve("export"));

        assertThat(convert("export", "without").out()).contains("\"2\"", "password is missing: see --without-password");
        assertThat(KomTool.offline().run("users", "convert", "--without-password", folder.resolve("export").toString(),
                folder.resolve("with").toString()).status()).isZero();
        assertThat(folder.resolve("with/100001/users.jsonl")).content().contains("\"wang\"");
    }

    private Output convert(String... folders) {
        return KomTool.offline().run(Stream.concat(Stream.of("users", "convert"),
                Stream.of(folders).map(name -> folder.resolve(name).toString())).toArray(String[]::new));
    }

    private List<String> written(String name) throws IOException {
        Path root = folder.resolve(name);
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString()).toList();
        }
    }
}
