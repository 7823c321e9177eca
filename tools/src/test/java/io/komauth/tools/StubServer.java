package io.komauth.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A server that gives out tokens and otherwise answers what a test has told it, and keeps what it was asked. */
public final class StubServer implements AutoCloseable {

    private static final String TOKEN_ENDPOINT = "POST /realms/master/protocol/openid-connect/token";

    private final HttpServer server;
    private final Map<String, List<Answer>> answers = new HashMap<>();
    private final List<String> requests = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();

    private StubServer(HttpServer server) {
        this.server = server;
    }

    public static StubServer start() {
        try {
            StubServer stub = new StubServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            stub.server.createContext("/", stub::answer);
            stub.server.start();
            return stub.answers(TOKEN_ENDPOINT, 200, "{\"access_token\":\"token\",\"expires_in\":60}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Answers a request so, the last answer again and again.
     *
     * @param request such as {@code GET /admin/realms/shop}, with its query
     */
    public StubServer answers(String request, int status, String body) {
        return answers(request, status, body, Map.of());
    }

    public StubServer answers(String request, int status, String body, Map<String, String> headers) {
        answers.computeIfAbsent(request, key -> new ArrayList<>()).add(new Answer(status, body, headers));
        return this;
    }

    /** As {@link #answers}, and forgets what it has answered until now. */
    public StubServer answersOnly(String request, int status, String body) {
        answers.remove(request);
        return answers(request, status, body);
    }

    public StubServer tokens(int status, String body) {
        return answersOnly(TOKEN_ENDPOINT, status, body);
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** A service account of this server. */
    public Map<String, String> environment() {
        return Map.of("KOM_SERVER", url(), "KOM_CLIENT", "migration", "KOM_CLIENT_SECRET", "secret of the client");
    }

    /** All requests but those for tokens, in their order. */
    public synchronized List<String> requests() {
        return requests.stream().filter(request -> !request.equals(TOKEN_ENDPOINT)).toList();
    }

    public synchronized long tokenRequests() {
        return requests.stream().filter(TOKEN_ENDPOINT::equals).count();
    }

    /** The bodies of all requests. */
    public synchronized List<String> bodies() {
        return List.copyOf(bodies);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        requests.add(request);
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        List<Answer> prepared = answers.getOrDefault(request, List.of(new Answer(404, "{\"error\":\"not prepared\"}", Map.of())));
        Answer answer = prepared.size() > 1 ? prepared.remove(0) : prepared.get(0);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private record Answer(int status, String body, Map<String, String> headers) {
    }
}
