package io.komauth.benchmarks.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.komauth.testing.KeycloakServer;

/** The load generator {@code wrk}, of one thread. A run with an answer that is not as expected fails. */
public final class Wrk {

    private static final Pattern MEASURED =
            Pattern.compile("(?m)^measured (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)$");

    private static final long PAUSE_SECONDS = 2;

    private Wrk() {
    }

    /** @throws IllegalStateException if it is not installed; who asks for it first fails before anything is started */
    public static String version() {
        Matcher version = Pattern.compile("wrk (?:debian/)?(\\S+)").matcher(run(List.of("wrk", "--version")));
        return version.find() ? version.group(1) : "of an unknown version";
    }

    /** The same after a pause, in which servers finish what they were at: compiling, collecting, writing. */
    public static Load runAfterPause(KeycloakServer server, Requests requests, int connections, int seconds) {
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(PAUSE_SECONDS));
        return run(server, requests, connections, seconds);
    }

    /**
     * @param connections how many requests are under way at any time
     * @throws IllegalStateException if an answer had another status, a connection failed, or requests were too few
     */
    public static Load run(KeycloakServer server, Requests requests, int connections, int seconds) {
        try {
            Path folder = Files.createTempDirectory("wrk");
            Path script = folder.resolve("requests.lua");
            try (InputStream resource = Wrk.class.getResourceAsStream("requests.lua")) {
                Files.copy(resource, script, StandardCopyOption.REPLACE_EXISTING);
            }
            Path lines = Files.write(folder.resolve("requests"), requests.lines());
            List<String> command = Stream.concat(
                    Stream.of("wrk", "--threads", "1", "--connections", Integer.toString(connections), "--duration",
                            seconds + "s", "--timeout", "30s", "--script", script.toString(),
                            server.url().toString(), "--"),
                    requests.arguments(lines.toString())).toList();
            String output = run(command);
            Files.delete(lines);
            Files.delete(script);
            Files.delete(folder);
            return read(output, requests.lines().get(0).replaceFirst("\t.*", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Load read(String output, String path) {
        Matcher line = MEASURED.matcher(output);
        if (!line.find()) {
            throw new IllegalStateException("wrk ended without a result: " + output);
        }
        long[] figures = LongStream.rangeClosed(1, line.groupCount())
                .map(i -> Long.parseLong(line.group((int) i))).toArray();
        if (figures[4] > 0 || figures[5] > 0) {
            throw new IllegalStateException("Of %d answers to %s, %d were not as expected, and %d requests failed"
                    .formatted(figures[0], path, figures[4], figures[5]));
        }
        if (figures[6] > 0) {
            throw new IllegalStateException("Too few captchas for " + path + ": this machine is faster than expected");
        }
        return new Load(figures[0], figures[1] / 1e6, figures[2] / 1e3, figures[3] / 1e3);
    }

    private static String run(List<String> command) {
        try {
            Process wrk = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(wrk.getInputStream().readAllBytes());
            wrk.waitFor();
            return output;
        } catch (IOException e) {
            throw new IllegalStateException("This benchmark needs the load generator wrk: apt-get install wrk", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
