package io.komauth.benchmarks.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A rule of nftables that drops what comes to or from some addresses of this machine. It is in a table of its own, and is removed
 * when this JVM ends at the latest. What a killed run has left is removed first.
 */
final class Firewall implements AutoCloseable {

    private static final String TABLE = "ip kom_auth_partition";
    /** Removes the table whether or not there is one, with any version of nft. */
    private static final String REMOVAL = "add table " + TABLE + "\ndelete table " + TABLE + "\n";

    private final String rules;
    private final Thread hook = new Thread(Firewall::remove, "remove the firewall's rule");

    /**
     * @param addresses which nothing else uses, such as {@code 127.0.0.2}
     * @throws IllegalStateException if this machine cannot have such a rule
     */
    Firewall(List<String> addresses) {
        String set = "{ " + String.join(", ", addresses) + " }";
        rules = """
                table %s {
                    chain input {
                        type filter hook input priority filter; policy accept;
                        ip daddr %s drop
                        ip saddr %s drop
                    }
                }
                """.formatted(TABLE, set, set);
        remove();
        Runtime.getRuntime().addShutdownHook(hook);
    }

    void cut() {
        run(REMOVAL + rules);
    }

    void heal() {
        remove();
    }

    private static void remove() {
        run(REMOVAL);
    }

    private static void run(String commands) {
        try {
            Process nft = new ProcessBuilder("nft", "-f", "-").redirectErrorStream(true).start();
            try (OutputStream input = nft.getOutputStream()) {
                input.write(commands.getBytes(StandardCharsets.UTF_8));
            }
            String said = new String(nft.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (nft.waitFor() != 0) {
                throw new IllegalStateException("nft failed, which needs root and Linux with nf_tables: " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("nft cannot be run; it is in the package nftables (Debian)", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        remove();
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
