package io.komauth.testing;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

import org.keycloak.admin.client.Keycloak;

/**
 * A stock Keycloak with our JAR in it. Most tests use the one that {@link WithKeycloak} hands to them; a test that
 * needs other options starts its own:
 *
 * <pre>
 * try (KeycloakServer server = KeycloakServer.named("stateless").options("--features=stateless").start()) { … }
 * </pre>
 */
public interface KeycloakServer extends AutoCloseable {

    /** Begins a server of a test's own; the name tells its folder and its log from those of others. */
    static ServerOptions named(String name) {
        return new ServerOptions(name);
    }

    /** Where clients find it, without a trailing slash. */
    URI url();

    /** Where health and metrics are. */
    URI managementUrl();

    /** An admin client of the administrator, good as long as the server. */
    Keycloak admin();

    /** What the server has logged until now. */
    String log();

    /** The Java process that serves, of a server that runs as one. */
    default ProcessHandle process() {
        throw new UnsupportedOperationException();
    }

    /**
     * Stops it for good, and has {@code kc.sh export} write the realms with all that is in them. The server has to run as a
     * process.
     *
     * @return a file for each, which {@link ServerOptions#realm} takes
     */
    default List<Path> export(String... realms) {
        throw new UnsupportedOperationException();
    }

    /** Stops and starts it again, with the same data and at the same address. */
    void restart();

    /** Stops it, takes out all JARs that were dropped in, and starts it again, with the same data and at the same address. */
    default void restartWithoutProviders() {
        throw new UnsupportedOperationException();
    }

    @Override
    void close();

    default URI uri(String path) {
        return URI.create(url() + path);
    }

    /** The same address as the server itself finds it, which within a container is another than for clients. */
    default URI uriFromWithin(String path) {
        return uri(path);
    }
}
