package io.komauth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The files that servers log to. */
final class Logs {

    private static final int LAST_LINES = 20;

    private Logs() {
    }

    /** An empty file for the log of a server. */
    static Path begin(String server) {
        try {
            Files.createDirectories(BuildFiles.target());
            return Files.writeString(BuildFiles.target().resolve("keycloak-" + server + ".log"), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path log) {
        try {
            // the last line may be half a character short
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void append(Path log, String output) {
        try {
            Files.writeString(log, output, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static IllegalStateException notReady(String server, Path log) {
        return notReady(server, log, null);
    }

    static IllegalStateException notReady(String server, Path log, Exception cause) {
        String[] lines = read(log).split("\n");
        StringBuilder message = new StringBuilder("Keycloak '" + server + "' did not become ready. Its log is " + log);
        for (int i = Math.max(0, lines.length - LAST_LINES); i < lines.length; i++) {
            message.append("\n    ").append(lines[i]);
        }
        return new IllegalStateException(message.toString(), cause);
    }
}
