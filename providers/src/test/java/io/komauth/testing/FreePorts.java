package io.komauth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;

/** Ports that nothing listens on. */
record FreePorts(int http, int management, int cluster) {

    static FreePorts find() {
        // all are held until all are known, so that they differ
        try (ServerSocket http = new ServerSocket(0); ServerSocket management = new ServerSocket(0);
                ServerSocket cluster = new ServerSocket(0)) {
            return new FreePorts(http.getLocalPort(), management.getLocalPort(), cluster.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
