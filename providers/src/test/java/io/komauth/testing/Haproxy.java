package io.komauth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Assumptions;

/** HAProxy as it is installed on this machine, with the configuration that we ship but for the addresses in it. */
public final class Haproxy {

    private static final String MISSING = "There is no haproxy; Debian has it in the package of that name";

    private Haproxy() {
    }

    /** Starts it in front of a server, and skips the test where it is not installed, unless {@code CI} is {@code true}. */
    public static ProxyProcess before(KeycloakServer server) {
        if (!Command.succeeds(List.of("haproxy", "-v"))) {
            if ("true".equals(System.getenv("CI"))) {
                throw new IllegalStateException(MISSING);
            }
            // Maven counts what is skipped, but does not say why
            System.out.println("A test of HAProxy is skipped. " + MISSING);
            Assumptions.abort(MISSING);
        }
        FreePorts ports = FreePorts.find();
        Path file = BuildFiles.target().resolve("haproxy" + BuildFiles.forkSuffix() + ".cfg");
        try {
            Files.writeString(file, configuration(server, ports));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ProxyProcess.start("haproxy", URI.create("http://127.0.0.1:" + ports.http()),
                URI.create("http://127.0.0.1:" + ports.management() + "/health"), "haproxy", "-db", "-f", file.toString());
    }

    private static String configuration(KeycloakServer server, FreePorts ports) throws IOException {
        // by address: there is no name service here to ask
        String node = "server node 127.0.0.1:" + server.url().getPort();
        return Files.readString(BuildFiles.project().resolve("containers/haproxy.cfg"))
                .replace("bind :8080", "bind 127.0.0.1:" + ports.http())
                .replace("bind :8404", "bind 127.0.0.1:" + ports.management())
                .replace("127.0.0.1:8081", "127.0.0.1:" + ports.cluster())
                .replace("server-template node 8 keycloak:8080 port 9000", node + " port " + server.managementUrl().getPort())
                .replace("server-template node 8 keycloak:8080", node);
    }
}
