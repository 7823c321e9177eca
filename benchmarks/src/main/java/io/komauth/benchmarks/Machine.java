package io.komauth.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/** What the figures of a run hold for. */
final class Machine {

    private Machine() {
    }

    /** @return date, processor, memory, system and Java */
    static String describe() {
        long memory = ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getTotalMemorySize();
        return "%s, %d cores (%s), %d GB, %s, Java %s".formatted(LocalDate.now(ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(), read("/proc/cpuinfo", "model name\\s*:\\s*", "unknown processor"),
                Math.round(memory / 1e9), read("/etc/os-release", "PRETTY_NAME=", System.getProperty("os.name")),
                System.getProperty("java.version"));
    }

    private static String read(String file, String label, String otherwise) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.matches(label + ".*")).findFirst()
                    .map(line -> line.replaceFirst(label, "").replace("\"", "")).orElse(otherwise);
        } catch (IOException none) {
            return otherwise;
        }
    }
}
