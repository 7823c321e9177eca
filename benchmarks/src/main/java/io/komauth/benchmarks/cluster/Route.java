package io.komauth.benchmarks.cluster;

import java.util.function.Function;

import io.komauth.testing.KeycloakServer;
import io.komauth.testing.ServerResponse;

/** The way that a request takes to a node. */
@FunctionalInterface
interface Route {

    /** @throws java.io.UncheckedIOException if there is no answer */
    ServerResponse send(Function<KeycloakServer, ServerResponse> request);

    /** Past the proxy. */
    static Route to(KeycloakServer node) {
        return request -> request.apply(node);
    }
}
