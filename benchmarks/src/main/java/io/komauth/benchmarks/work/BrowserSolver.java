package io.komauth.benchmarks.work;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;

import io.komauth.benchmarks.Samples;

/** Headless Chromium with one worker that derives keys as a page does. */
final class BrowserSolver {

    /** The one of the JAR. */
    private static final String SHIPPED_WORKER = "/theme-resources/resources/js/kom-auth-work-worker.js";

    private static final String DERIVE_PAGE = """
            <!doctype html><title>solver</title><script>
            const worker = new Worker("worker.js");
            worker.onmessage = (event) => fetch("/result", { method: "POST", body: String(event.data) });
            worker.postMessage([%d, %d]);
            </script>
            """;

    private static final String DERIVING_WORKER = """
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

    private static final String SOLVE_PAGE = """
            <!doctype html><title>solver</title><script>
            const solve = (parameters) => new Promise((resolve, reject) => {
              const begin = performance.now();
              const worker = new Worker("worker.js");
              worker.onmessage = ({ data }) => {
                worker.terminate();
                data.error ? reject(data.error) : resolve((performance.now() - begin) / 1000);
              };
              worker.postMessage({ parameters, start: 0, step: 1 });
            });
            (async () => {
              const seconds = [];
              for (const parameters of %s) {
                seconds.push(await solve(parameters));
              }
              return seconds;
            })().catch(String).then((result) => fetch("/result", { method: "POST", body: String(result) }));
            </script>
            """;

    private static final int PATIENCE_MINUTES = 10;

    private BrowserSolver() {
    }

    /** @return seconds */
    static double secondsOfDerivation(int iterations, int derivations) throws Exception {
        return Double.parseDouble(result(DERIVE_PAGE.formatted(iterations, derivations), DERIVING_WORKER, List::copyOf));
    }

    /**
     * How long a page waits from starting the worker of the JAR to its solution, for one challenge after the other.
     *
     * @param challenges a JSON array of challenges' parameters
     * @param processor what the browser runs on
     * @return seconds of each
     */
    static Samples secondsOfSolving(String challenges, UnaryOperator<List<String>> processor) throws Exception {
        try (InputStream worker = BrowserSolver.class.getResourceAsStream(SHIPPED_WORKER)) {
            String seconds = result(SOLVE_PAGE.formatted(challenges), new String(worker.readAllBytes(), StandardCharsets.UTF_8),
                    processor);
            return new Samples(Stream.of(seconds.split(",")).map(Double::valueOf).toList());
        }
    }

    private static String result(String page, String worker, UnaryOperator<List<String>> processor) throws Exception {
        CompletableFuture<String> result = new CompletableFuture<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve(server, "/", "text/html", page);
        serve(server, "/worker.js", "text/javascript", worker);
        server.createContext("/result", exchange -> {
            result.complete(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
        });
        server.start();
        Path profile = Files.createTempDirectory("chromium");
        Process chromium = new ProcessBuilder(processor.apply(List.of("chromium", "--headless", "--no-sandbox", "--disable-gpu",
                "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--user-data-dir=" + profile, "http://localhost:" + server.getAddress().getPort() + "/")))
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            return result.get(PATIENCE_MINUTES, TimeUnit.MINUTES);
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
