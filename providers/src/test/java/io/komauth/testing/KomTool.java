package io.komauth.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.komauth.testing.Shell.Output;

/**
 * The command-line program {@code kom}, as the build has packed it, called in this process. It has a class loader of its own,
 * so that it finds its own libraries and none of the tests'.
 */
public final class KomTool {

    private static final String COMMAND = "tools/kom ";

    private final Map<String, String> environment = new HashMap<>();

    private KomTool() {
    }

    /** For commands that call no server. */
    public static KomTool offline() {
        return new KomTool();
    }

    /** Logs in as the administrator. */
    public static KomTool administrator(KeycloakServer server) {
        return offline().with("KOM_SERVER", server.url().toString()).with("KOM_USER", Administrator.NAME)
                .with("KOM_PASSWORD", Administrator.PASSWORD);
    }

    /** Logs in as a client of the administration realm. */
    public static KomTool serviceAccount(KeycloakServer server, String client, String secret) {
        return offline().with("KOM_SERVER", server.url().toString()).with("KOM_CLIENT", client).with("KOM_CLIENT_SECRET", secret);
    }

    public KomTool with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public Output run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try {
            int status = (int) Program.RUN.invoke(null, arguments, new PrintStream(out, false, StandardCharsets.UTF_8),
                    new PrintStream(err, false, StandardCharsets.UTF_8), environment);
            return new Output(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * @return what the command prints
     * @throws AssertionError if it fails
     */
    public String succeed(String... arguments) {
        Output output = run(arguments);
        if (output.status() != 0) {
            throw new AssertionError(output);
        }
        return output.out();
    }

    /** Runs {@code users load} with all tenants' folders that are in one. */
    public Output load(Path folder, String... options) {
        try (Stream<Path> tenants = Files.list(folder)) {
            return run(Stream.of(Stream.of("users", "load"), Stream.of(options), tenants.map(Path::toString).sorted())
                    .flatMap(part -> part).toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The arguments of a command as the docs have it, with blanks between them and without quotes. */
    public static String[] documented(String command) {
        if (!command.startsWith(COMMAND) || command.strip().contains("\n")) {
            throw new AssertionError("no single command of kom: " + command);
        }
        return command.strip().substring(COMMAND.length()).split(" +");
    }

    /** The program's own classes, loaded once. */
    private static final class Program {

        static final Method RUN = load();

        private static Method load() {
            try {
                // open as long as this process, which may load classes at any time
                ClassLoader loader = new URLClassLoader(List.of(BuildFiles.tool().toUri().toURL()).toArray(URL[]::new),
                        ClassLoader.getPlatformClassLoader());
                return loader.loadClass("io.komauth.tools.Kom")
                        .getMethod("run", String[].class, PrintStream.class, PrintStream.class, Map.class);
            } catch (MalformedURLException | ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
