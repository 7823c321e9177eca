package io.komauth.benchmarks.work;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A solver in C, with the processor's SHA instructions. */
final class NativeSolver {

    private NativeSolver() {
    }

    /** @return seconds of a processor */
    static double secondsOfDerivation(int iterations, int derivations) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("solver");
        Path source = folder.resolve("solver.c");
        Path program = folder.resolve("solver");
        try (InputStream resource = NativeSolver.class.getResourceAsStream("solver.c")) {
            Files.copy(resource, source, StandardCopyOption.REPLACE_EXISTING);
        }
        run("gcc", "-O3", "-march=native", "-o", program.toString(), source.toString(), "-lcrypto");
        String seconds = run(program.toString(), Integer.toString(iterations), Integer.toString(derivations));
        Files.delete(source);
        Files.delete(program);
        Files.delete(folder);
        return Double.parseDouble(seconds);
    }

    private static String run(String... command) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes()).strip();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(output);
            }
            return output;
        } catch (IOException e) {
            throw new IOException("This benchmark needs gcc and OpenSSL's headers: apt-get install gcc libssl-dev", e);
        }
    }
}
