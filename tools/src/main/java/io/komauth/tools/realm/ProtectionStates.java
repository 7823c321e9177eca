package io.komauth.tools.realm;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.databind.JsonNode;

import io.komauth.tools.admin.AdminClient;
import io.komauth.tools.cli.Failure;

/** How realms are protected, asked of the server for a few of them at a time. */
final class ProtectionStates implements AutoCloseable {

    /** Few enough for a server that people log in to meanwhile. */
    private static final int AT_A_TIME = 4;

    private final ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
    private final Map<String, CompletableFuture<JsonNode>> states = new LinkedHashMap<>();

    ProtectionStates(AdminClient client, Collection<String> realms) {
        realms.forEach(realm ->
                states.put(realm, CompletableFuture.supplyAsync(() -> new Protection(client.realm(realm)).state(), threads)));
    }

    /** @throws Failure if the server does not say it */
    JsonNode of(String realm) {
        try {
            return states.get(realm).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Failure failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** Asks no more. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
