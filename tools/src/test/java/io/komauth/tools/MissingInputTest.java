package io.komauth.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Each command says what is missing before it does anything: it ends with 2, prints one line, calls no server and makes no file. In
 * the tables, {@code $} stands for a folder that has what the rows name.
 */
class MissingInputTest {

    /** A call of each command that has all it needs but a login. A command that is not here fails the test of the whole table. */
    private static final Map<String, String> COMPLETE = Map.of("protect", "shop", "tenant", "shop app", "take-out", "shop",
            "users convert", "$/export $/out", "users load", "$/converted/t1", "users stranded", "shop",
            "sm2-key", "$/out", "trial", "--build $/build", "trial export", "$/out", "trial oddities", "t1");

    private static StubServer server;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        server = StubServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void fill() throws IOException {
        Files.createDirectories(folder.resolve("export"));
        Files.createDirectories(folder.resolve("converted/t1"));
        Files.createDirectories(folder.resolve("roles only"));
        Files.createDirectories(folder.resolve("of folders/roles.jsonl"));
        Files.createDirectories(folder.resolve("of folders/users.jsonl"));
        Files.createDirectories(folder.resolve("t2/users.jsonl"));
        Files.createDirectories(folder.resolve("no server/keycloak-distributions"));
        Files.createDirectories(folder.resolve("no jars/keycloak-distributions/keycloak-26.7.5"));
        for (String file : List.of("export/roles.jsonl", "export/users.jsonl", "converted/t1/users.jsonl", "roles only/roles.jsonl",
                "empty")) {
            Files.createFile(folder.resolve(file));
        }
        Files.writeString(folder.resolve("text"), "no certificate, no realm and no JSON");
        Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});
        // which nobody can read, the superuser neither
        Files.createSymbolicLink(folder.resolve("unreadable"), folder.resolve("unreadable"));
    }

    static Stream<Arguments> parameters() {
        return Commands.all().stream().flatMap(command -> command.getCommandSpec().positionalParameters().stream()
                .filter(PositionalParamSpec::required).map(parameter -> Arguments.of(Commands.name(command), parameter.paramLabel())));
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void aCommandWithoutArgumentsNamesEachThatIsMissing(String command, String parameter) throws IOException {
        KomRun run = assertThatItIsMissing(server.environment(), command);

        assertThat(run.err()).contains(parameter, "Try: kom " + command + " --help");
    }

    @Test
    void theTableHasEachCommand() {
        assertThat(Commands.all()).extracting(Commands::name).containsExactlyInAnyOrderElementsOf(COMPLETE.keySet());
    }

    /** What can be missing: environment, options, and what the message says. */
    private static final String[][] MISSING = {
        {"", "", "Who logs in? Give --server and --user"}, {"", "--server !", "or --client"},
        {"KOM_USER=admin", "", "Which server? Give --server or KOM_SERVER, such as https://login.example.org. The password of admin is "
                + "missing: set KOM_PASSWORD"},
        {"KOM_USER=admin KOM_SERVER=!", "--password-file $/none", "$/none: there is no such file"},
        {"KOM_CLIENT=app KOM_SERVER=!", "", "The secret of the client app is missing: set KOM_CLIENT_SECRET"},
        {"KOM_CLIENT=app KOM_CLIENT_SECRET=s", "", "Which server?"},
        {"KOM_CLIENT=app KOM_CLIENT_SECRET=s KOM_SERVER=!", "--truststore $/none", "$/none cannot be read: there is no such file"},
        {"", "--kcadm-config $/none", "there is no $/none"}};

    /** What can be there and be wrong. All commands share the options for it, so one of them is enough. */
    private static final String[][] UNREADABLE = {
        {"KOM_USER=admin KOM_PASSWORD_FILE=$/none", "--server !", "$/none: there is no such file"},
        {"KOM_USER=admin", "--server ! --password-file $/export", "$/export: Is a directory"},
        {"KOM_USER=admin", "--server ! --password-file $/unreadable", "$/unreadable: "},
        {"KOM_USER=admin", "--server ! --password-file $/empty", "$/empty: it is empty"},
        {"KOM_USER=admin", "--server ! --password-file $/binary", "$/binary: it is not text in UTF-8"},
        {"KOM_CLIENT=app KOM_SERVER=!", "--client-secret-file $/none", "$/none: there is no such file"},
        {"KOM_CLIENT=app KOM_SERVER=! KOM_CLIENT_SECRET_FILE=$/export", "", "$/export: Is a directory"},
        {"KOM_CLIENT=app KOM_CLIENT_SECRET=s", "--server nowhere", "--server nowhere is no address"},
        {"KOM_CLIENT=app KOM_CLIENT_SECRET=s KOM_SERVER=! KOM_TRUSTSTORE=$/export", "", "$/export cannot be read: Is a directory"},
        {"KOM_CLIENT=app KOM_CLIENT_SECRET=s KOM_SERVER=!", "--truststore $/text", "$/text cannot be read"},
        {"KOM_KCADM_CONFIG=$/export", "", "$/export: Is a directory"},
        {"", "--kcadm-config $/text", "$/text is not what kcadm.sh writes"}, {"", "--kcadm-config $/unreadable", "$/unreadable: "}};

    static Stream<Arguments> logins() {
        return Stream.concat(Commands.all().stream().filter(Commands::logsIn).map(Commands::name)
                .flatMap(command -> Stream.of(MISSING).map(row -> Arguments.of(command, row[0], row[1], row[2]))),
                Stream.of(UNREADABLE).map(row -> Arguments.of("protect", row[0], row[1], row[2])));
    }

    @ParameterizedTest
    @MethodSource("logins")
    void aMissingServerAccountOrFileIsNamed(String command, String environment, String options, String message) throws IOException {
        Map<String, String> variables = new HashMap<>();
        variables.put("KOM_KCADM_CONFIG", folder.resolve("none").toString());
        words(environment).forEach(variable -> variables.put(variable.split("=")[0], variable.split("=")[1]));

        KomRun run = assertThatItIsMissing(variables, command + " " + options + " " + COMPLETE.get(command));

        assertThat(run.err()).contains(message.replace("$", folder.toString()));
        assertThat(run.err().lines()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "users convert $/none $/out             | $/none is no folder with roles.jsonl and users.jsonl",
        "users convert $/text $/out             | $/text is no folder with roles.jsonl and users.jsonl",
        "users convert $/roles_only $/out       | users.jsonl is missing",
        "users convert $/of_folders $/out       | $/of folders is no folder with",
        "users convert $/export $/export        | $/export is there already",
        "users convert $/export $/none/out      | $/none/out cannot be made",
        "users convert $/export $/text/out      | $/text/out cannot be made",
        "users convert $/export $/out $/none    | $/none is no folder with",
        "users convert $/export $/out $/roles_only | users.jsonl is missing",
        "users load $/none                      | $/none is no folder that convert has made",
        "users load $/converted/t1 $/text       | $/text is no folder that convert has made",
        "users load $/converted/t1 $/t2         | $/t2/users.jsonl is no file that can be read",
        "users load --batch 0 $/converted/t1    | --batch 0",
        "take-out --check --dry-run shop        | --check changes nothing: leave out --dry-run",
        "sm2-key $/text                         | $/text: it is there already",
        "sm2-key $/export                       | $/export: it is there already",
        "sm2-key $/none/key                     | $/none/key: there is no such file or folder",
        "sm2-key $/text/key                     | $/text/key: Not a directory",
        "trial --build $/none --template $/realm         | $/none/keycloak-distributions has no Keycloak",
        "trial --build $/no_server --template $/realm   | has no Keycloak: mvn package -Pserver",
        "trial --build $/no_jars --template $/realm     | There is no $/no jars/keycloak-kom-auth.jar",
        "trial --template $/none                | $/none: there is no such file",
        "trial --template $/text                | $/text is no realm",
        "trial 0                                | 0 tenants",
        "trial export $/out 0                   | 0 tenants",
        "trial export $/out 1 0                 | 0 users",
        "trial export $/text                    | $/text: it is there already",
        "trial export $/none/out                | $/none/out: there is no such file or folder"})
    void aMissingOrUnreadableFileIsNamed(String arguments, String message) throws IOException {
        Files.writeString(folder.resolve("realm"), "{}");

        KomRun run = assertThatItIsMissing(server.environment(), arguments);

        assertThat(run.err()).contains(message.strip().replace("$", folder.toString()));
        assertThat(run.err().lines()).hasSize(1);
    }

    private KomRun assertThatItIsMissing(Map<String, String> environment, String arguments) throws IOException {
        List<Path> before = files();

        KomRun run = KomRun.of(environment, words(arguments).toArray(String[]::new));

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(server.requests()).isEmpty();
        assertThat(server.tokenRequests()).isZero();
        assertThat(files()).isEqualTo(before);
        return run;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted().toList();
        }
    }

    /** An underscore before letters stands for a blank in the names of the folder. */
    private Stream<String> words(String text) {
        return Stream.of(text.split(" ")).filter(word -> !word.isEmpty())
                .map(word -> word.startsWith("$") ? word.replace('_', ' ') : word)
                .map(word -> word.replace("$", folder.toString()).replace("!", server.url()));
    }
}
