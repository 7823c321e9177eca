package io.komauth.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;

/**
 * The programs that tests run, as they are installed on this machine. Where one is missing, the tests that need it are
 * skipped, and a line says what to install; where nobody looks on, which the environment says by {@code CI=true}, they
 * run and fail.
 */
public final class Programs {

    private Programs() {
    }

    /**
     * Where the system property of that name says, such as {@code -Dchromium=/opt/chrome/chrome}, or on the PATH, or in
     * {@code /usr/bin} or {@code /usr/sbin}.
     */
    public static Optional<Path> find(String name) {
        String chosen = System.getProperty(name);
        Stream<Path> candidates =
                chosen == null ? candidates(name, System.getenv("PATH"), "/usr/bin", "/usr/sbin") : Stream.of(Path.of(chosen));
        return candidates.filter(Files::isExecutable).findFirst();
    }

    /** @throws IllegalStateException if it is not there */
    public static File existing(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("There is no " + name + " here")).toFile();
    }

    /** Whether a shell finds it. */
    static boolean isOnThePath(String name) {
        return candidates(name, System.getenv("PATH")).anyMatch(Files::isExecutable);
    }

    /**
     * Decides whether a test runs.
     *
     * @param test     as the report calls it
     * @param missing  names of programs that it needs and that are not there
     * @param packages the Debian packages that have them
     */
    public static ConditionEvaluationResult condition(String test, Collection<String> missing, Collection<String> packages) {
        if (missing.isEmpty() || "true".equals(System.getenv("CI"))) {
            return ConditionEvaluationResult.enabled("the programs that it needs are here");
        }
        String reason = "There is no " + String.join(" and no ", missing) + " on the PATH. To run it: apt install "
                + String.join(" ", packages) + " (Debian)";
        // Maven counts what is skipped, but does not say why
        System.out.println(test + " is skipped. " + reason);
        return ConditionEvaluationResult.disabled(reason);
    }

    private static Stream<Path> candidates(String name, String... paths) {
        return Stream.of(String.join(File.pathSeparator, paths).split(File.pathSeparator))
                .map(folder -> Path.of(folder, name));
    }
}
