package io.komauth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that a server runs on: the unpacked distribution, with providers and data of its own. The server's libraries
 * are links to the distribution's, since they are nearly all of its size and nothing writes to them; what Keycloak
 * rewrites when it builds itself anew is copied.
 */
final class Installation {

    private final Path folder;

    private Installation(Path folder) {
        this.folder = folder;
    }

    /** The folder of that name without data, as if it had never served; what was built of the same JARs stays. */
    static Installation fresh(String name) {
        Installation installation = kept(name);
        delete(installation.folder.resolve("data"));
        return installation;
    }

    /** The folder of that name with all it has, or a new one. */
    static Installation kept(String name) {
        Path folder = BuildFiles.servers().resolve(name);
        if (Files.notExists(folder)) {
            Path unfinished = folder.resolveSibling(name + ".unfinished");
            delete(unfinished);
            reproduce(BuildFiles.distribution(), unfinished);
            try {
                Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new Installation(folder);
    }

    Installation providers(List<Path> jars) {
        Path providers = folder.resolve("providers");
        List<Path> names = jars.stream().map(Path::getFileName).toList();
        try (Stream<Path> present = Files.list(providers)) {
            present.filter(file -> !names.contains(file.getFileName())).forEach(Installation::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        place(jars, providers);
        return this;
    }

    Installation realms(List<Path> files) {
        place(files, folder.resolve("data").resolve("import"));
        return this;
    }

    Installation secrets(List<Path> files) {
        place(files, folder.resolve("data").resolve("vault"));
        return this;
    }

    /** @return the file that has these lines */
    Path hosts(String lines) {
        Path file = folder.resolve("data").resolve("hosts");
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param options all that the server is started with */
    ServerBuild build(List<String> options) {
        ServerBuild build = ServerBuild.begin(options, ServerBuild.list(folder.resolve("providers")));
        copy(build.files(), built());
        return build;
    }

    /** Keeps what the server has built, once it has started. */
    void keep(ServerBuild build) {
        build.keep(target -> copy(ServerBuild.list(built()), target));
    }

    private Path built() {
        return folder.resolve("lib").resolve("quarkus");
    }

    private static void copy(List<Path> files, Path target) {
        try {
            for (Path file : files) {
                Files.copy(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command that runs {@code kc.sh}, on the Java that runs this, without settings from the environment. */
    ProcessBuilder command(List<String> arguments) {
        Stream<String> program = Stream.of(folder.resolve("bin").resolve("kc.sh").toString());
        ProcessBuilder command = new ProcessBuilder(Stream.concat(program, arguments.stream()).toList());
        command.environment().keySet().removeIf(variable -> variable.startsWith("KC_"));
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        command.environment().putAll(Administrator.ENVIRONMENT);
        return command.directory(folder.toFile());
    }

    private static void place(List<Path> files, Path target) {
        try {
            Files.createDirectories(target);
            for (Path file : files) {
                Path copy = target.resolve(file.getFileName());
                // Keycloak builds itself again where a provider has another date than at the last build
                if (Files.notExists(copy) || Files.mismatch(file, copy) >= 0
                        || !Files.getLastModifiedTime(file).equals(Files.getLastModifiedTime(copy))) {
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void reproduce(Path distribution, Path target) {
        Path libraries = distribution.resolve("lib").resolve("lib");
        walk(distribution, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Files.createDirectories(target.resolve(distribution.relativize(directory)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path copy = target.resolve(distribution.relativize(file));
                if (file.startsWith(libraries)) {
                    Files.createLink(copy, file);
                } else {
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    static void delete(Path folder) {
        if (Files.notExists(folder)) {
            return;
        }
        walk(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void walk(Path folder, SimpleFileVisitor<Path> visitor) {
        try {
            Files.walkFileTree(folder, visitor);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
