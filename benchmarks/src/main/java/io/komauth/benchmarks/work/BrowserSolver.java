package io.komauth.benchmarks.work;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;

/** A worker in headless Chromium that derives keys as a page does. */
final class BrowserSolver {

    private static final String PAGE = """
            <!doctype html><title>solver</title><script>
            const worker = new Worker("worker.js");
            worker.onmessage = (event) => fetch("/result", { method: "POST", body: String(event.data) });
            worker.postMessage([%d, %d]);
            </script>
            """;

    private static final String WORKER = """
            onmessage = async ({ data: [iterations, derivations] }) => {
              const password = new Uint8Array(20), salt = new Uint8Array(16), view = new DataView(password.buffer);
              const begin = performance.now();
              for (let counter = 0; counter < derivations; counter++) {
                view.setUint32(16, counter);
                const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
                await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations }, key, 256);
              }
              postMessage((performance.now() - begin) / 1000 / derivations);
            };
            """;

    private BrowserSolver() {
    }

    /** @return seconds */
    static double secondsOfDerivation(int iterations, int derivations) throws Exception {
        CompletableFuture<String> result = new CompletableFuture<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve(server, "/", "text/html", PAGE.formatted(iterations, derivations));
        serve(server, "/worker.js", "text/javascript", WORKER);
        server.createContext("/result", exchange -> {
            result.complete(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
        });
        server.start();
        Path profile = Files.createTempDirectory("chromium");
        Process chromium = new ProcessBuilder("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
                "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--user-data-dir=" + profile, "http://localhost:" + server.getAddress().getPort() + "/")
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            return Double.parseDouble(result.get(2, TimeUnit.MINUTES));
        } finally {
            chromium.destroy();
            chromium.waitFor();
            server.stop(0);
            delete(profile);
        }
    }

    private static void serve(HttpServer server, String path, String type, String text) {
        server.createContext(path, exchange -> {
            byte[] content = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
    }

    /** What the browser deletes meanwhile, it deletes itself. */
    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }
}
