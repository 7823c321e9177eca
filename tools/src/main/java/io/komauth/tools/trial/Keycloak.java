package io.komauth.tools.trial;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.komauth.tools.cli.Failure;
import io.komauth.tools.cli.Pause;

/** A Keycloak in production mode of the trial's own, whose captchas all have the same code. */
final class Keycloak implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final List<String> JARS = List.of("keycloak-kom-auth.jar", "keycloak-kom-auth-test-support.jar");

    private final Programs programs;
    private final Path folder;
    private final PostgreSql database;
    private final int port;
    private final String secret;
    private Process server;

    /**
     * @param folder that it is installed in
     * @param port   of the server; its management listens on the next one
     * @param secret of the service account {@code migration}
     */
    Keycloak(Programs programs, Path folder, PostgreSql database, int port, String secret) {
        this.programs = programs;
        this.folder = folder;
        this.database = database;
        this.port = port;
        this.secret = secret;
    }

    /** The newest distribution that the build has unpacked. */
    static Path distribution(Path build) {
        Path folder = build.resolve("keycloak-distributions");
        try (Stream<Path> distributions = Files.list(folder)) {
            return distributions.filter(Files::isDirectory).max(Comparator.comparing(Keycloak::version))
                    .orElseThrow(() -> missing(folder + " has no Keycloak"));
        } catch (IOException e) {
            throw missing(folder + " has no Keycloak");
        }
    }

    /** @throws Failure if the build has not made a distribution and the JARs there */
    static void checkBuild(Path build) {
        distribution(build);
        JARS.stream().map(build::resolve).filter(jar -> !Files.isReadable(jar)).forEach(jar -> {
            throw missing("There is no " + jar);
        });
    }

    private static Failure missing(String what) {
        return Failure.usage(what + ": mvn package -Pserver, interrupted once it runs, makes what the trial needs");
    }

    /** Of the folder's name, such that numbers are compared as such. */
    private static String version(Path distribution) {
        StringBuilder version = new StringBuilder();
        for (String part : String.valueOf(distribution.getFileName()).split("\\D+")) {
            version.append("0".repeat(Math.max(0, 8 - part.length()))).append(part);
        }
        return version.toString();
    }

    /** @param build where the distribution and the JARs are */
    void install(Path build) {
        Path distribution = distribution(build);
        try {
            copy(distribution, folder);
            for (String jar : JARS) {
                Files.copy(build.resolve(jar), folder.resolve("providers").resolve(jar));
            }
        } catch (IOException e) {
            throw Failure.file(folder, e);
        }
        programs.run(Map.of(), List.of(kc(), "build", "--db=postgres", "--health-enabled=true", "--cache=local",
                "--spi-captcha--provider=fixed"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES,
                        LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    /** Starts it on a database, and waits until it is ready. */
    void start(String name) {
        server = programs.start(environment(name), command("start", "--http-enabled=true", "--hostname-strict=false",
                "--http-port=" + port));
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest ready = HttpRequest.newBuilder(URI.create("http://localhost:" + (port + 1) + "/health/ready")).build();
        while (!isReady(client, ready)) {
            if (!server.isAlive()) {
                throw Failure.server("Keycloak has ended with " + server.exitValue());
            }
            Pause.of(INTERVAL);
        }
    }

    private static boolean isReady(HttpClient client, HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            throw Failure.interrupted(e);
        }
    }

    /** Imports a folder of realms and users into a database, while no server runs on it. */
    void importFolder(String name, Path realms) {
        programs.run(environment(name), command("import", "--dir", realms.toString()));
    }

    URI url() {
        return URI.create("http://localhost:" + port);
    }

    @Override
    public void close() {
        if (server == null) {
            return;
        }
        server.destroy();
        try {
            server.waitFor();
        } catch (InterruptedException e) {
            throw Failure.interrupted(e);
        }
        server = null;
    }

    private List<String> command(String command, String... options) {
        List<String> line = new ArrayList<>(List.of(kc(), command, "--optimized"));
        line.addAll(List.of(options));
        return line;
    }

    private String kc() {
        return folder.resolve("bin").resolve("kc.sh").toString();
    }

    private Map<String, String> environment(String name) {
        return Map.of("KOM_TEST_SUPPORT", "allow", "KC_DB_URL", database.url(name), "KC_DB_USERNAME", database.user(),
                "KC_DB_PASSWORD", "trial", "KC_BOOTSTRAP_ADMIN_CLIENT_ID", "migration", "KC_BOOTSTRAP_ADMIN_CLIENT_SECRET",
                secret, "KC_HTTP_MANAGEMENT_PORT", Integer.toString(port + 1));
    }
}
