package io.komauth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that is run to its end, without what the environment says to compose and to its files. */
final class Command {

    private static final int LONGEST_MINUTES = 35;

    private Command() {
    }

    /**
     * @param log gets the command, its output and its errors
     * @return its output
     * @throws IllegalStateException if it fails, or takes too long
     */
    static String run(Path log, List<String> command) {
        Logs.append(log, "$ " + String.join(" ", command) + "\n");
        try {
            Path output = Files.createTempFile("command", ".out");
            try {
                int status = status(builder(command).redirectError(Redirect.appendTo(log.toFile()))
                        .redirectOutput(output.toFile()));
                Logs.append(log, Files.readString(output));
                if (status != 0) {
                    throw new IllegalStateException(command + " failed with status " + status + "; its log is " + log);
                }
                return Files.readString(output);
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it is installed and succeeds. */
    static boolean succeeds(List<String> command) {
        try {
            return status(builder(command).redirectError(Redirect.DISCARD).redirectOutput(Redirect.DISCARD)) == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    private static int status(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        try {
            if (process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                return process.exitValue();
            }
            throw new IllegalStateException(builder.command() + " takes more than " + LONGEST_MINUTES + " minutes");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            process.destroy();
        }
    }

    private static ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(variable -> variable.matches("(COMPOSE|KC|KOM)_.*"));
        return builder;
    }
}
