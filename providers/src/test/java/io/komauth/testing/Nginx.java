package io.komauth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** nginx as it is installed on this machine, with what the docs say for it. Tests that need it say so by {@link WithPrograms}. */
public final class Nginx {

    /** What stands in a {@code server} block where that says what it listens on. */
    public static final String LISTEN = "LISTEN";

    private static final String HEALTH = "/nginx-health";

    private Nginx() {
    }

    /** @param http what goes into the block {@code http}, with {@value #LISTEN} in one {@code server} block */
    public static ProxyProcess start(String http) {
        int port = FreePorts.find().http();
        URI url = URI.create("http://127.0.0.1:" + port);
        Path folder = BuildFiles.target().resolve("nginx" + BuildFiles.forkSuffix());
        Path file = folder.resolve("nginx.conf");
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
        return ProxyProcess.start("nginx", url, URI.create(url + HEALTH), "nginx", "-p", folder.toString(), "-e", "stderr", "-c",
                file.toString());
    }
}
