package io.komauth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

import dasniko.testcontainers.keycloak.ExtendableKeycloakContainer;
import org.keycloak.admin.client.Keycloak;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.output.OutputFrame;
import org.testcontainers.images.PullPolicy;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.MountableFile;

/** A server that runs in a container, from the image that Keycloak publishes. */
final class ContainerServer implements KeycloakServer {

    private static final String IMAGE = "quay.io/keycloak/keycloak";
    private static final String HOME = "/opt/keycloak/";
    private static final String BUILT = HOME + "lib/quarkus/";
    private static final String HOSTS = HOME + "data/hosts";
    private static final int HTTP_PORT = 8080;

    /** What they say goes between the results of the tests, and what matters comes as an exception, too. */
    private static final List<Logger> SILENCED = List.of(silenced("org.testcontainers"), silenced("tc"));

    private final String name;
    private final Path log;
    private final Container container;
    private final List<String> options;
    private final List<Path> providers;
    private Keycloak admin;

    private ContainerServer(ServerOptions options, FreePorts ports) {
        name = options.name();
        log = Logs.begin(name);
        container = new Container(image(), ports)
                .withLogConsumer(this::append)
                .withEnv(options.environment(HOSTS))
                .withStartupTimeout(Readiness.PATIENCE);
        // as the image is not to be built by another server than one of its own
        this.options = Stream.concat(Stream.of(image(), options.isProduction() ? "start" : "start-dev",
                "--http-relative-path=" + options.relativePath()), options.arguments().stream()).toList();
        providers = options.providers();
        options.arguments().forEach(container::withCustomCommand);
        copy(options.providers(), HOME + "providers/");
        copy(options.realms(), HOME + "data/import/");
        copy(options.secrets(), HOME + "data/vault/");
        container.withCopyToContainer(Transferable.of(options.hosts()), HOSTS);
        if (!options.relativePath().isEmpty()) {
            container.withContextPath(options.relativePath());
        }
        if (options.isProduction()) {
            container.withProductionMode();
        }
    }

    static String image() {
        return IMAGE + ":" + BuildFiles.serverVersion();
    }

    static KeycloakServer start(ServerOptions options) {
        ContainerServer server = new ContainerServer(options, FreePorts.find());
        server.run();
        return server;
    }

    private void run() {
        try (ServerBuild build = ServerBuild.begin(options, providers)) {
            // the server's own user may write to them, in case that it builds again
            build.files().forEach(file -> container.withCopyFileToContainer(MountableFile.forHostPath(file, 0666),
                    BUILT + file.getFileName()));
            container.start();
            build.keep(this::copyBuild);
        } catch (ContainerLaunchException e) {
            container.stop();
            throw Logs.notReady(name, log, e);
        }
        admin = Administrator.of(url());
    }

    @Override
    public URI url() {
        return URI.create(container.getAuthServerUrl());
    }

    @Override
    public URI uriFromWithin(String path) {
        return URI.create("http://localhost:" + HTTP_PORT + url().getPath() + path);
    }

    @Override
    public URI managementUrl() {
        return URI.create(container.getMgmtServerUrl());
    }

    @Override
    public Keycloak admin() {
        return admin;
    }

    @Override
    public String log() {
        return container.getLogs();
    }

    @Override
    public void restart() {
        container.getDockerClient().restartContainerCmd(container.getContainerId()).exec();
        // the engine ends the stream of output with the container, and starts a new one with all that there was
        Logs.begin(name);
        container.followOutput(this::append);
        if (!Readiness.await(URI.create(managementUrl() + "/health/ready"), container::isRunning)) {
            throw Logs.notReady(name, log);
        }
    }

    @Override
    public void restartWithoutProviders() {
        try {
            container.execInContainer("bash", "-c", "rm " + HOME + "providers/*.jar");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        restart();
    }

    @Override
    public void close() {
        if (admin != null) {
            admin.close();
        }
        container.stop();
    }

    private void copyBuild(Path folder) throws IOException {
        try {
            for (String name : container.execInContainer("ls", BUILT).getStdout().lines().toList()) {
                container.copyFileFromContainer(BUILT + name, folder.resolve(name).toString());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Logger silenced(String name) {
        Logger logger = Logger.getLogger(name);
        logger.setLevel(Level.SEVERE);
        return logger;
    }

    private void copy(List<Path> files, String folder) {
        for (Path file : files) {
            container.withCopyFileToContainer(MountableFile.forHostPath(file, 0644), folder + file.getFileName());
        }
    }

    private void append(OutputFrame output) {
        Logs.append(log, output.getUtf8String());
    }

    /** With fixed ports, since others change when a container is restarted. */
    private static final class Container extends ExtendableKeycloakContainer<Container> {

        Container(String image, FreePorts ports) {
            super(image);
            // a release stays what it is, so one that is there already is not looked for again, as it is by default each day
            withImagePullPolicy(PullPolicy.defaultPolicy());
            // the log goes to its file, not between the results of the tests
            getLogConsumers().clear();
            addFixedExposedPort(ports.http(), HTTP_PORT);
            addFixedExposedPort(ports.management(), 9000);
        }
    }
}
