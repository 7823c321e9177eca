package io.komauth.benchmarks.cluster;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.komauth.testing.Answer;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Request;

/**
 * Hands requests to the nodes in turn, as the proxy of docker-compose.yml does: it asks every two seconds whether a node
 * is ready, and where a connection is refused it takes the other one.
 */
final class Proxy implements AutoCloseable {

    private static final int INTERVAL_SECONDS = 2;

    private final List<KeycloakServer> nodes;
    private final Set<KeycloakServer> ready = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();
    private final ScheduledExecutorService checks = Executors.newSingleThreadScheduledExecutor();

    Proxy(KeycloakServer... nodes) {
        this.nodes = List.of(nodes);
        ready.addAll(this.nodes);
        checks.scheduleWithFixedDelay(this::check, INTERVAL_SECONDS, INTERVAL_SECONDS, TimeUnit.SECONDS);
    }

    /** @throws UncheckedIOException if there is no answer */
    Answer send(Function<KeycloakServer, Answer> request) {
        KeycloakServer node = nodes.get(turn.getAndIncrement() % nodes.size());
        if (!ready.contains(node)) {
            node = other(node);
        }
        try {
            return request.apply(node);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof ConnectException) {
                return request.apply(other(node));
            }
            throw e;
        }
    }

    private KeycloakServer other(KeycloakServer node) {
        return nodes.get(1 - nodes.indexOf(node));
    }

    private void check() {
        for (KeycloakServer node : nodes) {
            if (isReady(node)) {
                ready.add(node);
            } else {
                ready.remove(node);
            }
        }
    }

    private static boolean isReady(KeycloakServer node) {
        try {
            return Request.get(URI.create(node.managementUrl() + "/health/ready")).send().status() == 200;
        } catch (UncheckedIOException gone) {
            return false;
        }
    }

    @Override
    public void close() {
        checks.shutdownNow();
    }
}
