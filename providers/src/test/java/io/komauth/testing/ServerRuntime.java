package io.komauth.testing;

import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.testcontainers.DockerClientFactory;

/** Where servers run: in containers where a Docker engine answers, else as processes of the unpacked distribution. */
enum ServerRuntime {

    CONTAINER(ContainerServer::start),
    DISTRIBUTION(DistributionServer::start);

    private static final String PROPERTY = "keycloak.runtime";
    private static final Logger SEARCH = Logger.getLogger("org.testcontainers.dockerclient");

    private final Function<ServerOptions, KeycloakServer> starter;

    ServerRuntime(Function<ServerOptions, KeycloakServer> starter) {
        this.starter = starter;
    }

    static ServerRuntime chosen() {
        String name = System.getProperty(PROPERTY, "");
        return switch (name) {
            case "" -> dockerAnswers() ? CONTAINER : DISTRIBUTION;
            case "container" -> CONTAINER;
            case "distribution" -> DISTRIBUTION;
            default -> throw new IllegalArgumentException(
                    "-D" + PROPERTY + "=" + name + " is unknown; there are container and distribution");
        };
    }

    KeycloakServer start(ServerOptions options) {
        return starter.apply(options);
    }

    private static boolean dockerAnswers() {
        // where there is none, that is no error here
        SEARCH.setLevel(Level.OFF);
        return DockerClientFactory.instance().isDockerAvailable();
    }
}
