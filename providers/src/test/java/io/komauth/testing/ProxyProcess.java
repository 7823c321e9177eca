package io.komauth.testing;

import java.net.URI;
import java.nio.file.Path;

/** A proxy that is installed on this machine, in front of a server. */
public final class ProxyProcess implements AutoCloseable {

    private final ServerProcess process;
    private final URI url;

    private ProxyProcess(ServerProcess process, URI url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Starts a proxy, and waits until it is ready.
     *
     * @param name   of its log
     * @param url    where it listens
     * @param health what it answers itself
     */
    static ProxyProcess start(String name, URI url, URI health, String... command) {
        Path log = Logs.begin(name + BuildFiles.forkSuffix());
        ServerProcess process = ServerProcess.start(new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())));
        if (!Readiness.await(health, process::alive)) {
            process.stop();
            throw Logs.notReady(name, log);
        }
        return new ProxyProcess(process, url);
    }

    public URI uri(String path) {
        return URI.create(url + path);
    }

    @Override
    public void close() {
        process.stop();
    }
}
