package io.komauth.tools.trial;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.Callable;

import io.komauth.tools.cli.ExitCode;
import io.komauth.tools.cli.Failure;
import io.komauth.tools.cli.OnInterrupt;
import io.komauth.tools.cli.PrivateFiles;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kom trial}. */
@Command(name = "trial", description = {"Moves made-up users into a Keycloak in production mode on a PostgreSQL of its own.",
        "It makes two exports, and one with the oddities of real dumps; converts and loads them; logs some users and all odd "
        + "ones in by the documented API; does the same by kc.sh import for comparison; and prints what took how long. It runs "
        + "on "
        + "Linux, and needs PostgreSQL's programs on the PATH or in /usr/lib/postgresql."})
public final class TrialCommand implements Callable<Integer> {

    private static final int PORTS = 3;

    private final PrintStream out;
    private final PrintStream err;
    private final Runner kom;

    @Option(names = "--build", paramLabel = "FOLDER", defaultValue = "providers/target",
            description = "Where 'mvn package -Pserver', interrupted once it runs, has made the JARs and unpacked Keycloak. "
                    + "Default: ${DEFAULT-VALUE}.")
    private Path build;

    @Option(names = "--template", paramLabel = "FILE", defaultValue = "realm-config/tenant-legacy.json",
            description = "The realm that a tenant starts from. Default: ${DEFAULT-VALUE}.")
    private Path template;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "18500",
            description = "The first of three ports. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(names = "--work", paramLabel = "FOLDER", description = "Where everything is kept; it must not be there yet, and is "
            + "removed at the end. Default: a temporary folder.")
    private Path work;

    @Parameters(index = "0", arity = "0..1", paramLabel = "TENANTS", defaultValue = "20",
            description = "Default: ${DEFAULT-VALUE}.")
    private int tenants;

    @Parameters(index = "1", arity = "0..1", paramLabel = "USERS", defaultValue = "50000",
            description = "Of all tenants together. Default: ${DEFAULT-VALUE}.")
    private int users;

    public TrialCommand(PrintStream out, PrintStream err, Runner kom) {
        this.out = out;
        this.err = err;
        this.kom = kom;
    }

    @Override
    public Integer call() throws IOException {
        TrialExport export = new TrialExport(tenants, users);
        Tenants realms = new Tenants(template);
        realms.realm("trial", false);
        Keycloak.checkBuild(build);
        PostgreSql.checkPrograms();
        checkPorts();
        Path folder = (work == null ? Files.createTempDirectory("trial") : Files.createDirectory(work)).toRealPath();
        boolean done = false;
        try {
            // the database's own user enters it, too
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
            out.printf(Locale.ROOT, "%s, %d users in %d tenants, %d cores%n%s%n%n", LocalDate.now(ZoneOffset.UTC), users, tenants,
                    Runtime.getRuntime().availableProcessors(), Keycloak.distribution(build).getFileName());
            run(new Trial(export, realms, build, folder, port, kom), folder);
            done = true;
            return ExitCode.DONE.code();
        } catch (Failure failure) {
            err.println("The log: " + folder.resolve("log"));
            throw failure;
        } finally {
            if (done) {
                delete(folder);
            }
        }
    }

    /** All three must be free. */
    private void checkPorts() {
        for (int each = port; each < port + PORTS; each++) {
            try (ServerSocketChannel free = ServerSocketChannel.open()) {
                free.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), each));
            } catch (IOException | IllegalArgumentException e) {
                throw Failure.usage("--port " + port + ": the port " + each + " is not free: " + e.getMessage());
            }
        }
    }

    /** An interrupted trial leaves no server, database or folder behind. */
    @SuppressWarnings("try")
    private void run(Trial trial, Path folder) {
        try (OnInterrupt clearAway = new OnInterrupt(() -> {
            trial.interrupt();
            delete(folder);
        })) {
            trial.run(out);
        }
    }

    private static void delete(Path folder) {
        try {
            PrivateFiles.delete(folder);
        } catch (IOException e) {
            throw Failure.file(folder, e);
        }
    }
}
