package io.komauth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Assumptions;

/** HAProxy as it is installed on this machine, with the configuration that we ship but for the addresses in it. */
public final class HaproxyProcess implements AutoCloseable {

    private static final String MISSING = "There is no haproxy; Debian has it in the package of that name";

    private final ServerProcess process;
    private final URI url;

    private HaproxyProcess(ServerProcess process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** Starts it in front of a server, and skips the test where it is not installed, unless {@code CI} is {@code true}. */
    public static HaproxyProcess before(KeycloakServer server) {
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
        Path log = Logs.begin("haproxy" + BuildFiles.forkSuffix());
        try {
            Files.writeString(file, configuration(server, ports));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ServerProcess process = ServerProcess.start(new ProcessBuilder("haproxy", "-db", "-f", file.toString())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())));
        if (!Readiness.await(URI.create("http://127.0.0.1:" + ports.management() + "/health"), process::alive)) {
            process.stop();
            throw Logs.notReady("haproxy", log);
        }
        return new HaproxyProcess(process, URI.create("http://127.0.0.1:" + ports.http()));
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

    public URI uri(String path) {
        return URI.create(url + path);
    }

    @Override
    public void close() {
        process.stop();
    }
}
