package io.komauth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** nginx as it is installed on this machine, with what the docs say for it. Tests that need it say so by {@link WithPrograms}. */
public final class NginxProcess implements AutoCloseable {

    /** What stands in a {@code server} block where that says what it listens on. */
    public static final String LISTEN = "LISTEN";

    private static final String HEALTH = "/nginx-health";

    private final ServerProcess process;
    private final URI url;

    private NginxProcess(ServerProcess process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** @param http what goes into the block {@code http}, with {@value #LISTEN} in one {@code server} block */
    public static NginxProcess start(String http) {
        int port = FreePorts.find().http();
        URI url = URI.create("http://127.0.0.1:" + port);
        Path folder = BuildFiles.target().resolve("nginx" + BuildFiles.forkSuffix());
        Path file = folder.resolve("nginx.conf");
        Path log = Logs.begin("nginx" + BuildFiles.forkSuffix());
        String listen = "listen 127.0.0.1:" + port + "; location = " + HEALTH + " { return 200; }";
        try {
            Files.createDirectories(folder);
            // one process, so that it needs no user and group of its own; and all that it writes is in a folder of ours
            Files.writeString(file, "daemon off;\nmaster_process off;\npid " + folder.resolve("pid") + ";\nevents { worker_connections 2000; }\nhttp {\n"
                    + "access_log off;\n" + Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
                            .map(kind -> kind + "_temp_path " + folder.resolve(kind) + ";\n").collect(Collectors.joining())
                    + http.replace(LISTEN, listen) + "}\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ServerProcess process = ServerProcess.start(new ProcessBuilder("nginx", "-p", folder.toString(), "-e", "stderr", "-c",
                file.toString()).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())));
        if (!Readiness.await(URI.create(url + HEALTH), process::alive)) {
            process.stop();
            throw Logs.notReady("nginx", log);
        }
        return new NginxProcess(process, url);
    }

    public URI uri(String path) {
        return URI.create(url + path);
    }

    @Override
    public void close() {
        process.stop();
    }
}
