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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Keycloak builds of itself at a first start, its folder {@code lib/quarkus}. Servers with the same options and providers share
 * it: building takes longer than starting. Keycloak compares both with those of its build by itself, and builds again if they
 * differ. While one server builds, others of its kind wait for it.
 */
final class ServerBuild implements AutoCloseable {

    /** Options that Keycloak reads at each start, not when it builds. One that is missing here only makes more builds. */
    private static final Pattern READ_AT_START = Pattern.compile("--(?:log-level|proxy-headers|http-enabled|hostname|hostname-strict"
            + "|vault-dir|db-url|db-username|db-password|event-metrics-user-tags|spi-.*(?<!-provider|-enabled|--enabled))=.*");

    private final Path kept;
    private final FileChannel lock;

    private ServerBuild(Path kept) throws IOException {
        this.kept = kept;
        Files.createDirectories(kept.getParent());
        lock = FileChannel.open(kept.resolveSibling(kept.getFileName() + ".lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        lock.lock();
    }

    /**
     * @param options   all that the server is started with
     * @param providers the JARs as the server has them
     */
    static ServerBuild begin(List<String> options, List<Path> providers) {
        Stream<String> read = options.stream().filter(option -> !READ_AT_START.matcher(option).matches());
        Stream<String> versions = providers.stream().map(file -> file.getFileName() + " " + file.toFile().lastModified()).sorted();
        try {
            ServerBuild build = new ServerBuild(BuildFiles.servers().resolve("builds")
                    .resolve(digest(Stream.concat(read, versions).collect(Collectors.joining("\n")))));
            if (build.isThere()) {
                build.lock.close();
            }
            return build;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a server of this kind has built itself already. */
    boolean isThere() {
        return Files.exists(kept);
    }

    /** What it has built; none if this is the first server of its kind. */
    List<Path> files() {
        return isThere() ? list(kept) : List.of();
    }

    /** Keeps what the server has built, once it has started. */
    void keep(FilesOfServer built) {
        if (isThere()) {
            return;
        }
        try {
            Path unfinished = kept.resolveSibling(kept.getFileName() + ".unfinished");
            Files.createDirectories(unfinished);
            built.copyInto(unfinished);
            Files.move(unfinished, kept, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)), 0, 8);
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

    /** The files that a server has built. */
    @FunctionalInterface
    interface FilesOfServer {

        void copyInto(Path folder) throws IOException;
    }
}
