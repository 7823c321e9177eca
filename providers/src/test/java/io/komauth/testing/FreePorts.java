package io.komauth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;

/** Two ports that nothing listens on. */
record FreePorts(int http, int management) {

    static FreePorts find() {
        // both are held until both are known, so that they differ
        try (ServerSocket http = new ServerSocket(0); ServerSocket management = new ServerSocket(0)) {
            return new FreePorts(http.getLocalPort(), management.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
