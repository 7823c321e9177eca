package io.komauth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The containers of docker-compose.yml with the test support, under a name, a port and a network of their own.
 */
public final class ComposeProject implements AutoCloseable {

    private static final String NAME = "kom-auth-test";
    private static final String NETWORK = "172.29.85";
    private static final String OVERRIDES = "/io/komauth/containers/compose-test.yml";
    private static final String OPERATION = "docs/operator.md";

    private final URI url = URI.create("http://localhost:" + FreePorts.find().http());
    private final Path log = Logs.begin("compose");
    private final ComposeVault vault = ComposeVault.begin();
    private final List<String> compose;

    private ComposeProject() {
        Stream<String> options = Stream.of("--project-name", NAME, "--env-file",
                settings("compose-test.env", List.of("KOM_PORT=" + url.getPort(), "KC_HOSTNAME=" + url, "KOM_NETWORK=" + NETWORK))
                        .toString(),
                "--file", BuildFiles.composeFile().toString(), "--file", BuildFiles.testResource(OVERRIDES).toString(),
                "--file", vault.overrides().toString());
        compose = Stream.concat(program().orElseThrow().stream(), options).toList();
    }

    /** Nothing runs yet, and there is no data: what an interrupted run has left is removed. */
    public static ComposeProject begin() {
        ComposeProject project = new ComposeProject();
        project.close();
        return project;
    }

    /**
     * Has the containers of a node made from a folder with this project's files, but nothing that Maven makes.
     *
     * @param folder where they are copied to
     * @return what Compose refuses it with
     */
    public static String refusalBeforeTheBuild(Path folder) {
        Path log = Logs.begin("compose-before-build");
        Stream.of("docker-compose.yml", "containers", "themes", "realm-config").forEach(name -> Command.run(log,
                List.of("cp", "-r", BuildFiles.project().resolve(name).toString(), folder.toString())));
        List<String> compose = with(program().orElseThrow(), "--project-name", NAME + "-before-build", "--env-file",
                settings("compose-before-build.env", List.of("KOM_NETWORK=" + NETWORK)).toString(), "--file",
                folder.resolve("docker-compose.yml").toString());
        try {
            Command.run(log, with(compose, "up", "--no-start", "keycloak"));
        } catch (IllegalStateException refused) {
            return Logs.read(log);
        } finally {
            Command.run(log, with(compose, "down", "--volumes"));
        }
        throw new AssertionError("Compose has made the containers; its log is " + log);
    }

    /** The command that runs compose files, if there is one: Docker's plugin, or the older program. */
    static Optional<List<String>> program() {
        return Stream.of(List.of("docker", "compose"), List.of("docker-compose"))
                .filter(program -> Command.succeeds(with(program, "version"))).findFirst();
    }

    /**
     * Starts what does not run yet.
     *
     * @param profiles such as {@code demo}
     * @return the way in, which passes requests to any of the nodes
     */
    public KeycloakServer up(int nodes, String... profiles) {
        Stream<String> chosen = Stream.of(profiles).flatMap(profile -> Stream.of("--profile", profile));
        Stream<String> up = Stream.of("up", "--detach", "--scale", "keycloak=" + nodes);
        run(Stream.concat(chosen, up).toArray(String[]::new));
        if (!Readiness.await(URI.create(url + "/realms/" + DemoTenant.NAME), () -> true)) {
            throw Logs.notReady("compose", log);
        }
        return new ComposeServer(url, id("haproxy").findFirst().orElseThrow(), log);
    }

    /** The nodes one by one, when all of them serve, the eldest first. */
    public List<KeycloakServer> nodes() {
        return eldestFirst().map(this::node).toList();
    }

    private Stream<String> eldestFirst() {
        return id("keycloak").sorted(Comparator.comparing(
                id -> Instant.parse(docker("inspect", "--format", "{{.State.StartedAt}}", id).strip())));
    }

    private KeycloakServer node(String id) {
        KeycloakServer node = new ComposeServer(URI.create("http://" + docker("port", id, "8080/tcp").strip()), id, log);
        if (!Readiness.await(node.uri("/realms/" + DemoTenant.NAME), () -> true)) {
            throw Logs.notReady("compose", log);
        }
        return node;
    }

    /** Ends the node that has been there for longest at once, as a crash does, and leaves it so. */
    public void killEldest() {
        docker("kill", eldestFirst().findFirst().orElseThrow());
    }

    /**
     * Starts a second node that joins a first one: that which runs alone, if it is so.
     *
     * @return the way in
     */
    public KeycloakServer upOneAfterTheOther() {
        if (id("keycloak").filter(id -> docker("inspect", "--format", "{{.State.Running}}", id).strip().equals("true")).count() != 1) {
            saveLogs();
            run("down");
            up(1);
        }
        return up(2);
    }

    private void saveLogs() {
        run("logs", "--no-color", "keycloak");
    }

    /** Which has the key of {@link ComposeVault#REALM}, as {@code ${vault.signing-key}}. */
    public ComposeVault vault() {
        return vault;
    }

    /** Stops the nodes, and writes the data and the vault into files, by the commands of docs/operator.md. */
    public void backUp() {
        commands(0).forEach(this::runInFolderOfVault);
    }

    /** Removes the containers, the data and the vault, and restores the latter from files, by the commands of docs/operator.md. */
    public void restore() {
        saveLogs();
        List<String> commands = commands(2);
        runInFolderOfVault(commands.get(0));
        vault.remove();
        for (String command : commands.subList(1, commands.size() - 1)) {
            runInFolderOfVault(command);
            if (command.contains("wait until")) {
                Poll.until("PostgreSQL is healthy", () -> id("postgres").allMatch(
                        id -> docker("inspect", "--format", "{{.State.Health.Status}}", id).strip().equals("healthy")));
            }
        }
    }

    /** @return those of a block about upgrades and backups */
    private static List<String> commands(int block) {
        return Document.indentedBlocks(OPERATION, "## Upgrades").get(block).lines().toList();
    }

    /** @param command of the docs, where {@code docker compose} knows the project by the folder */
    private void runInFolderOfVault(String command) {
        String script = "cd '" + vault.folder() + "' && compose=(\"$@\") && docker() { shift; \"${compose[@]}\" \"$@\"; } && " + command;
        Command.run(log, Stream.concat(Stream.of("bash", "-c", script, "bash"), compose.stream()).toList());
    }

    /** The address that this machine has for the containers. */
    public static String clientAddress() {
        return NETWORK + ".1";
    }

    /** Removes the containers and the data. */
    @Override
    public void close() {
        saveLogs();
        // nobody waits for requests in progress
        run("down", "--volumes", "--timeout", "1");
    }

    private Stream<String> id(String service) {
        return run("ps", "--quiet", service).lines();
    }

    private String docker(String... arguments) {
        return Command.run(log, Stream.concat(Stream.of("docker"), Stream.of(arguments)).toList());
    }

    private String run(String... arguments) {
        return Command.run(log, with(compose, arguments));
    }

    private static List<String> with(List<String> command, String... arguments) {
        return Stream.concat(command.stream(), Stream.of(arguments)).toList();
    }

    /** In place of a file .env, which might be there. */
    private static Path settings(String file, List<String> lines) {
        try {
            return Files.write(BuildFiles.target().resolve(file), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
