package io.komauth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an administrator types, in {@code bash}: the server's programs, such as {@code kcadm.sh}, and those of the
 * folder {@code migration} are on the path.
 */
public final class Shell {

    private final Path home;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private Path folder;

    private Shell(Path home) {
        this.home = home;
        folder = home;
    }

    /** @param folder where it works, and where {@code kcadm.sh} keeps its log-in */
    public static Shell in(Path folder) {
        return new Shell(folder);
    }

    /** Works in the project's root, as whoever has just cloned it. */
    public Shell inProject() {
        folder = BuildFiles.project();
        return this;
    }

    public Shell with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Logs {@code kcadm.sh} in as the administrator. */
    public Shell administrator(KeycloakServer server) {
        with("KC_CLI_PASSWORD", Administrator.PASSWORD);
        succeed("kcadm.sh config credentials --server " + server.url() + " --realm master --user " + Administrator.NAME);
        return this;
    }

    /**
     * @return what the script prints
     * @throws AssertionError if it fails
     */
    public String succeed(String script) {
        Output output = run(script);
        if (output.status() != 0) {
            throw new AssertionError(output);
        }
        return output.out();
    }

    /** Runs commands one after the other, and stops where one fails. */
    public Output run(String script) {
        ProcessBuilder command = new ProcessBuilder("bash", "-euo", "pipefail", scriptFile(script).toString());
        command.directory(folder.toFile());
        command.environment().put("LC_ALL", "C.UTF-8");
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // a Java that begins sooner, since each kcadm.sh is one
        command.environment().put("KC_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Duser.home=" + home);
        command.environment().merge("PATH", BuildFiles.distribution().resolve("bin") + ":" + BuildFiles.migration(),
                (path, ours) -> ours + ":" + path);
        command.environment().putAll(environment);
        try {
            Path out = Files.createTempFile(home, "out", "");
            Path err = Files.createTempFile(home, "err", "");
            int status = command.redirectOutput(out.toFile()).redirectError(err.toFile()).start().waitFor();
            return new Output(status, Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As an argument, characters that the language of this machine does not have would be lost. */
    private Path scriptFile(String script) {
        try {
            return Files.writeString(Files.createTempFile(home, "script", ".sh"), script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a script ended with, and what it printed. */
    public record Output(int status, String out, String err) {
    }
}
