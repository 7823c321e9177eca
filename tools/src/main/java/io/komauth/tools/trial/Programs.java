package io.komauth.tools.trial;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.komauth.tools.cli.Failure;

/** Runs programs of this machine; what they print goes to the trial's log. */
final class Programs {

    private final Path log;
    private volatile Process running;

    Programs(Path log) {
        this.log = log;
    }

    /** Runs a program to its end. */
    void run(Map<String, String> environment, List<String> command) {
        Process process = start(environment, command);
        running = process;
        try {
            int status = process.waitFor();
            if (status != 0) {
                throw Failure.refused(command + " ended with " + status + "; see " + log);
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw Failure.refused("interrupted");
        }
    }

    /** Ends the program that runs, if one does. */
    void interrupt() {
        Process process = running;
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            process.onExit().join();
        }
    }

    Process start(Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw Failure.usage(command.get(0) + " cannot be started: " + e.getMessage());
        }
    }
}
