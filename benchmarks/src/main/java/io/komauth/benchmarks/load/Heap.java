package io.komauth.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.komauth.testing.KeycloakServer;

/** What a server keeps in memory: {@code jcmd GC.run}, then what {@code jcmd GC.heap_info} says is used. */
public final class Heap {

    private static final Pattern USED = Pattern.compile("garbage-first heap.*? used (\\d+)K");

    private Heap() {
    }

    /** @return kilobytes (of 1024 bytes) that a full collection has left */
    public static long afterCollection(KeycloakServer server) {
        // what waits for finalizers or reference queues is gone after the second one
        jcmd(server, "GC.run");
        jcmd(server, "GC.run");
        String info = jcmd(server, "GC.heap_info");
        Matcher used = USED.matcher(info);
        if (!used.find()) {
            throw new IllegalStateException(info);
        }
        return Long.parseLong(used.group(1));
    }

    private static String jcmd(KeycloakServer server, String command) {
        try {
            Process jcmd = new ProcessBuilder(System.getProperty("java.home") + "/bin/jcmd",
                    Long.toString(server.process().pid()), command).redirectErrorStream(true).start();
            String output = new String(jcmd.getInputStream().readAllBytes());
            if (jcmd.waitFor() != 0) {
                throw new IllegalStateException(output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
