package io.komauth.tools.trial;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.komauth.tools.cli.Failure;

/** A PostgreSQL of the trial's own, from the programs on the PATH or in {@code /usr/lib/postgresql}. */
final class PostgreSql implements AutoCloseable {

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final String USER = "keycloak";

    private final Programs programs;
    private final Path folder;
    private final int port;
    private final Path bin;

    /** @param folder that it makes */
    PostgreSql(Programs programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
        bin = bin();
    }

    /** @throws Failure if they are not there */
    static void checkPrograms() {
        bin();
    }

    /** Where the first {@code initdb} is, or what a link of that name leads to: there are the other programs, too. */
    private static Path bin() {
        Path initdb = candidates().stream().map(folder -> folder.resolve("initdb")).filter(Files::isExecutable).findFirst()
                .orElseThrow(() -> Failure.usage("The trial needs PostgreSQL: there is no initdb on the PATH or in " + DEBIAN
                        + ". On Debian: apt install postgresql"));
        try {
            return initdb.toRealPath().getParent();
        } catch (IOException e) {
            throw Failure.file(initdb, e);
        }
    }

    private static List<Path> candidates() {
        List<Path> candidates = new ArrayList<>();
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).map(Path::of).forEach(candidates::add);
        if (Files.isDirectory(DEBIAN)) {
            try (Stream<Path> versions = Files.list(DEBIAN)) {
                versions.sorted().map(version -> version.resolve("bin")).forEach(candidates::add);
            } catch (IOException e) {
                throw Failure.file(DEBIAN, e);
            }
        }
        return candidates;
    }

    void start(List<String> databases) {
        try {
            Files.createDirectory(folder);
        } catch (IOException e) {
            throw Failure.file(folder, e);
        }
        if (isRoot()) {
            programs.run(Map.of(), List.of("chown", "postgres", folder.toString()));
        }
        run("initdb", "-D", folder.toString(), "-U", USER, "-A", "trust", "-E", "UTF8");
        run("pg_ctl", "-D", folder.toString(), "-w", "-l", folder.resolve("log").toString(),
                "-o", "-p " + port + " -k " + folder + " -c listen_addresses=localhost", "start");
        databases.forEach(name -> run("createdb", "-h", "localhost", "-p", Integer.toString(port), "-U", USER, name));
    }

    String url(String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database;
    }

    String user() {
        return USER;
    }

    @Override
    public void close() {
        if (Files.exists(folder.resolve("postmaster.pid"))) {
            run("pg_ctl", "-D", folder.toString(), "stop", "-m", "immediate");
        }
    }

    /** PostgreSQL refuses to run as root. */
    private void run(String program, String... arguments) {
        List<String> command = new ArrayList<>(isRoot() ? List.of("runuser", "-u", "postgres", "--") : List.of());
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(arguments));
        programs.run(Map.of("LC_ALL", "C.UTF-8"), command);
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
