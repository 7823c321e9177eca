package io.komauth.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpServer;

/** The pages and scripts of an app, on an origin of its own. */
public final class AppServer implements AutoCloseable {

    private final HttpServer server;

    private AppServer(HttpServer server) {
        this.server = server;
    }

    public static AppServer start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.start();
            return new AppServer(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String origin() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    public void servePage(String html) {
        serve("/", "text/html", html.getBytes(StandardCharsets.UTF_8));
    }

    /** @param resource of the tests, served under its file's name */
    public void serveScript(String resource) {
        try (InputStream script = AppServer.class.getResourceAsStream(resource)) {
            serve(resource.substring(resource.lastIndexOf('/')), "text/javascript", script.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(String path, String type, byte[] content) {
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
