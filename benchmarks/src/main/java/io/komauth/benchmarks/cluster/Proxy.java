package io.komauth.benchmarks.cluster;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Request;
import io.komauth.testing.ServerResponse;

/**
 * Hands requests to the nodes in turn, as the proxy of docker-compose.yml does: it asks every two seconds which nodes are
 * ready, takes those that answer where none is, and where a connection is refused it takes the next one.
 */
final class Proxy implements Route, AutoCloseable {

    private static final int INTERVAL_SECONDS = 2;

    private final List<KeycloakServer> nodes;
    private volatile List<KeycloakServer> ready;
    private volatile List<KeycloakServer> answering;
    private final AtomicInteger checksWithNoneReady = new AtomicInteger();
    private final AtomicInteger turn = new AtomicInteger();
    private final ScheduledExecutorService checks = Executors.newSingleThreadScheduledExecutor();

    Proxy(KeycloakServer... nodes) {
        this.nodes = List.of(nodes);
        ready = this.nodes;
        answering = this.nodes;
        checks.scheduleWithFixedDelay(this::check, INTERVAL_SECONDS, INTERVAL_SECONDS, TimeUnit.SECONDS);
    }

    /** @throws UncheckedIOException if there is no answer */
    @Override
    public ServerResponse send(Function<KeycloakServer, ServerResponse> request) {
        List<KeycloakServer> candidates = ready.isEmpty() ? answering : ready;
        KeycloakServer node = next(candidates.isEmpty() ? nodes : candidates);
        try {
            return request.apply(node);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof ConnectException) {
                return request.apply(next(nodes.stream().filter(other -> other != node).toList()));
            }
            throw e;
        }
    }

    /** @return the nodes that were ready when they were last asked */
    List<KeycloakServer> ready() {
        return ready;
    }

    /** For how many seconds no node said that it was ready. */
    int secondsWithNoneReady() {
        return checksWithNoneReady.get() * INTERVAL_SECONDS;
    }

    private KeycloakServer next(List<KeycloakServer> candidates) {
        return candidates.get(turn.getAndIncrement() % candidates.size());
    }

    private void check() {
        ready = nodes.stream().filter(node -> isGood(URI.create(node.managementUrl() + "/health/ready"))).toList();
        answering = nodes.stream().filter(node -> isGood(node.uri("/realms/master"))).toList();
        if (ready.isEmpty()) {
            checksWithNoneReady.incrementAndGet();
        }
    }

    private static boolean isGood(URI uri) {
        try {
            return Request.get(uri).send().status() == 200;
        } catch (UncheckedIOException gone) {
            return false;
        }
    }

    @Override
    public void close() {
        checks.shutdownNow();
    }
}
