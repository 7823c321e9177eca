package io.komauth.benchmarks.people;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Serves the page to this machine alone. It answers one request at a time, so a {@link Session} needs no locks. */
final class ReadingServer implements AutoCloseable {

    private static final int LONGEST_BODY = 4096;

    private final Session session;
    private final CountDownLatch finished = new CountDownLatch(1);
    private final HttpServer server;

    /** Starts it at any port that is free. */
    ReadingServer(Session session) throws IOException {
        this.session = session;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** Returns when the last page has been sent. */
    void awaitFinished() throws InterruptedException {
        finished.await();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            switch (exchange.getRequestMethod()) {
                case "GET" -> {
                    if (path.equals("/")) {
                        send(exchange, 200, ReadingPage.of(session));
                    } else {
                        send(exchange, 404, "Not found");
                    }
                }
                case "POST" -> post(exchange, path);
                default -> send(exchange, 405, "Use GET or POST");
            }
        }
        if (session.isFinished()) {
            finished.countDown();
        }
    }

    private void post(HttpExchange exchange, String path) throws IOException {
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        if (origin != null && !address().toString().equals(origin + "/")) {
            send(exchange, 403, "Only the page itself may send answers: open " + address());
            return;
        }
        Map<String, String> form = form(exchange);
        switch (path) {
            case "/begin" -> session.begin();
            case "/answer" -> session.answer(number(form), form.containsKey("unread") ? "" : form.getOrDefault("text", ""));
            case "/stop" -> session.stop();
            case "/finish" -> session.finish();
            default -> {
                send(exchange, 404, "Not found");
                return;
            }
        }
        if (session.isFinished()) {
            // nothing answers any more when the browser follows a redirect
            send(exchange, 200, ReadingPage.of(session));
        } else {
            exchange.getResponseHeaders().set("Location", "/");
            send(exchange, 303, "");
        }
    }

    /** @return that of the picture which was answered; 0, which none has, if it is missing or none */
    private static int number(Map<String, String> form) {
        String number = form.getOrDefault("number", "");
        return number.matches("[0-9]{1,4}") ? Integer.parseInt(number) : 0;
    }

    private static Map<String, String> form(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readNBytes(LONGEST_BODY), StandardCharsets.UTF_8);
        return Stream.of(body.split("&")).map(field -> field.split("=", 2)).filter(field -> field.length == 2)
                .collect(Collectors.toMap(field -> field[0], field -> decode(field[1]), (first, second) -> first));
    }

    private static String decode(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }

    private static void send(HttpExchange exchange, int status, String page) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", (status == 200 ? "text/html" : "text/plain") + "; charset=UTF-8");
        headers.set("Content-Security-Policy", ReadingPage.CONTENT_SECURITY_POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Cache-Control", "no-store");
        byte[] body = page.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
