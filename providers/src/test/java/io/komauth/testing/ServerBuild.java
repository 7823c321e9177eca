package io.komauth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * What Keycloak builds of itself at a first start, shared by the servers that have the same options and providers: building takes
 * longer than starting. Keycloak compares both with those of its build by itself, and builds again if they differ. While one server
 * builds, others of its kind wait for it.
 */
final class ServerBuild implements AutoCloseable {

    private final Path built;
    private final Path kept;
    private final FileChannel lock;

    private ServerBuild(Path built, Path kept) throws IOException {
        this.built = built;
        this.kept = kept;
        Files.createDirectories(kept.getParent());
        lock = FileChannel.open(kept.resolveSibling(kept.getFileName() + ".lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        lock.lock();
    }

    /** @param options all that a build may depend on, providers included */
    static ServerBuild begin(Path installation, List<String> options) {
        Path builds = installation.resolveSibling("builds");
        try {
            ServerBuild build = new ServerBuild(installation.resolve("lib").resolve("quarkus"), builds.resolve(digest(options)));
            if (Files.exists(build.kept)) {
                copy(build.kept, build.built);
                build.lock.close();
            }
            return build;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps what the server has built, once it has started. */
    void keep() {
        if (Files.exists(kept)) {
            return;
        }
        try {
            Path unfinished = kept.resolveSibling(kept.getFileName() + ".unfinished");
            Files.createDirectories(unfinished);
            copy(built, unfinished);
            Files.move(unfinished, kept, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static String digest(List<String> options) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(String.join("\n", options).getBytes(StandardCharsets.UTF_8)), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
