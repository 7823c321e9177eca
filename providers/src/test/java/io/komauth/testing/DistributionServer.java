package io.komauth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.keycloak.admin.client.Keycloak;

/** A server that runs as a process, from the distribution that the build has unpacked. */
final class DistributionServer implements KeycloakServer {

    private final String name;
    private final Path log;
    private final URI url;
    private final URI managementUrl;
    private final Keycloak admin;
    private final Installation installation;
    private final List<String> buildOptions;
    private final ProcessBuilder command;
    private ServerProcess process;

    private DistributionServer(ServerOptions options, FreePorts ports) {
        name = options.name();
        log = Logs.begin(name);
        url = URI.create("http://localhost:" + ports.http() + options.relativePath());
        managementUrl = URI.create("http://localhost:" + ports.management() + options.relativePath());
        admin = Administrator.of(url);

        buildOptions = Stream.concat(Stream.of(options.isProduction() ? "start" : "start-dev",
                "--http-relative-path=/" + options.relativePath().replaceFirst("^/", "")), options.arguments().stream()).toList();
        List<String> arguments = new ArrayList<>(buildOptions);
        arguments.addAll(List.of("--import-realm", "--http-port=" + ports.http(),
                "--http-management-port=" + ports.management()));
        if (options.isProduction()) {
            // where nodes of a cluster listen for each other; only those on the same database ever talk
            arguments.addAll(List.of("-Djgroups.bind.address=" + options.clusterAddress(),
                    "-Djgroups.bind.port=" + ports.cluster()));
        }
        installation = Installation.fresh(name).providers(options.providers()).realms(options.realms())
                .secrets(options.secrets());
        command = installation.command(arguments);
        command.environment().putAll(options.environment(installation.hosts(options.hosts()).toString()));
        command.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    }

    static KeycloakServer start(ServerOptions options) {
        DistributionServer server = new DistributionServer(options, FreePorts.find());
        server.run();
        return server;
    }

    private void run() {
        try (ServerBuild build = installation.build(buildOptions)) {
            process = ServerProcess.start(command);
            if (!Readiness.await(URI.create(managementUrl + "/health/ready"), process::alive)) {
                close();
                throw Logs.notReady(name, log);
            }
            installation.keep(build);
        }
    }

    @Override
    public URI url() {
        return url;
    }

    @Override
    public URI managementUrl() {
        return managementUrl;
    }

    @Override
    public Keycloak admin() {
        return admin;
    }

    @Override
    public String log() {
        return Logs.read(log);
    }

    @Override
    public ProcessHandle process() {
        return process.java();
    }

    @Override
    public List<Path> export(String... realms) {
        process.stop();
        return Stream.of(realms).map(this::export).toList();
    }

    private Path export(String realm) {
        // an import wants the realm's name in the file's
        Path file = BuildFiles.target().resolve(name + "-export").resolve(realm + "-realm.json");
        ProcessBuilder export = installation.command(List.of("export", "--realm", realm, "--file", file.toString()));
        // the command runs in the production profile, where the test support asks whether it is meant
        export.environment().put("KOM_TEST_SUPPORT", "allow");
        export.environment().putAll(ServerOptions.QUICK_START);
        export.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            Files.createDirectories(file.getParent());
            int status = ServerProcess.start(export).awaitEnd();
            if (status != 0) {
                throw new IllegalStateException("kc.sh export has ended with status " + status + "; see " + log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return file;
    }

    @Override
    public void restart() {
        process.stop();
        run();
    }

    @Override
    public void restartWithoutProviders() {
        process.stop();
        installation.providers(List.of());
        run();
    }

    @Override
    public void close() {
        admin.close();
        process.stop();
    }
}
