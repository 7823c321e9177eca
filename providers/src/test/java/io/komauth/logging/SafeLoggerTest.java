package io.komauth.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeLoggerTest {

    private static final Path SOURCES = Path.of("src/main/java");

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\t", "\0", "\u001b[2J", "\u0085", "\u009b2J", "\u2028", "\u2029", "\u202e", "\u2066",
            "\u200b", "\ufeff", "\ud83d", "\udbff\udfff"})
    @DisplayName("Nothing in an argument ends the line, moves the cursor, or reorders or hides characters")
    void escaped(String character) {
        String line = line("the value '%s' counts", "a" + character + "b");

        assertThat(line).startsWith("the value 'a\\u").endsWith("b' counts");
        assertThat(line.codePoints()).allMatch(c -> c >= ' ' && c <= '~');
    }

    @Test
    @DisplayName("What people write in any language stays as it is, and numbers do")
    void unchanged() {
        assertThat(line("Realm %s: %d bytes", "甲公司 – Größe 😀 'x'", 32))
                .isEqualTo("Realm 甲公司 – Größe 😀 'x': 32 bytes");
    }

    @Test
    @DisplayName("A long argument is cut")
    void cut() {
        assertThat(line("%s", "x".repeat(100_000))).hasSizeLessThan(300);
    }

    @Test
    @DisplayName("An exception's stack trace has no line that its messages made up")
    void exception() {
        StringWriter trace = new StringWriter();
        SafeLogger.escaped(new IllegalStateException("a\nERROR forged", new IOException("b\r\nERROR forged")))
                .printStackTrace(new PrintWriter(trace, true));

        assertThat(trace.toString().lines()).noneMatch(line -> line.startsWith("ERROR"));
        assertThat(trace.toString()).contains("java.lang.IllegalStateException: a\\u000AERROR forged",
                "Caused by: java.io.IOException: b\\u000D\\u000AERROR forged", "at " + SafeLoggerTest.class.getName());
    }

    @Test
    @DisplayName("No other class of the product logs by itself")
    void noOtherClassLogs() throws IOException {
        try (Stream<Path> sources = Files.walk(SOURCES)) {
            List<String> logging = sources.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> read(file).matches("(?s).*(org\\.jboss\\.logging|java\\.util\\.logging|org\\.slf4j"
                            + "|System\\.out|System\\.err|printStackTrace).*"))
                    .map(file -> file.getFileName().toString()).toList();
            assertThat(logging).containsExactly("SafeLogger.java");
        }
    }

    private static String line(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, SafeLogger.escaped(arguments));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
