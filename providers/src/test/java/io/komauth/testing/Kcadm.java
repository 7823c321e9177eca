package io.komauth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Keycloak's command line for administrators, run on this machine; it may ask a server anywhere. */
public final class Kcadm {

    private final String server;
    private final Path session;

    private Kcadm(KeycloakServer server) {
        this.server = server.url().toString();
        session = BuildFiles.target().resolve("kcadm-" + server.url().getPort() + ".config");
    }

    /** Logs the administrator in. */
    public static Kcadm of(KeycloakServer server) {
        Kcadm kcadm = new Kcadm(server);
        kcadm.run("config", "credentials", "--server", kcadm.server, "--realm", "master", "--user", Administrator.NAME,
                "--password", Administrator.PASSWORD);
        return kcadm;
    }

    /**
     * @return what it prints
     * @throws AssertionError if it fails
     */
    public String run(String... arguments) {
        Stream<String> program = Stream.of(BuildFiles.distribution().resolve("bin").resolve("kcadm.sh").toString());
        List<String> command = Stream.of(program, Stream.of(arguments), Stream.of("--config", session.toString()))
                .flatMap(part -> part).toList();
        ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
        process.environment().put("JAVA_HOME", System.getProperty("java.home"));
        try {
            Process kcadm = process.start();
            String output = new String(kcadm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (kcadm.waitFor() != 0) {
                throw new AssertionError("kcadm.sh " + arguments[0] + " has failed: " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
