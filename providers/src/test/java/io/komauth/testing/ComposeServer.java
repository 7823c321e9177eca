package io.komauth.testing;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

import org.keycloak.admin.client.Keycloak;

/** One of the containers of a {@link ComposeProject}. */
final class ComposeServer implements KeycloakServer {

    private final URI url;
    private final String id;
    private final Path log;
    private final Keycloak admin;

    ComposeServer(URI url, String id, Path log) {
        this.url = url;
        this.id = id;
        this.log = log;
        admin = Administrator.of(url);
    }

    @Override
    public URI url() {
        return url;
    }

    @Override
    public URI managementUrl() {
        throw new UnsupportedOperationException("docker-compose.yml does not publish it");
    }

    @Override
    public Keycloak admin() {
        return admin;
    }

    @Override
    public String log() {
        // programs such as HAProxy log to the one stream, Keycloak to the other
        return Command.run(log, List.of("bash", "-c", "docker logs " + id + " 2>&1"));
    }

    @Override
    public void restart() {
        docker("restart");
    }

    /** Stops the container, and leaves it to the project to remove it. */
    @Override
    public void close() {
        admin.close();
        docker("stop");
    }

    private String docker(String command) {
        return Command.run(log, List.of("docker", command, id));
    }
}
