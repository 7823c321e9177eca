package io.komauth.tools.admin;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Set;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

import io.komauth.tools.cli.Failure;
import io.komauth.tools.cli.Pause;

/**
 * Sends requests. Only a GET is sent again where the connection broke or a proxy found no server, at most twice: whether
 * the server has carried out anything else is not known then. It follows no redirect, which would take the token along.
 */
final class Http {

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 3;
    /** Of a proxy, or of a server that is starting or stopping. */
    private static final Set<Integer> UNAVAILABLE = Set.of(502, 503, 504);

    private final HttpClient client;
    private final URI server;
    private final Duration pause;

    /** @param tls what is trusted, or null for what Java trusts */
    Http(URI server, SSLContext tls) {
        this(server, tls, Duration.ofSeconds(1));
    }

    Http(URI server, SSLContext tls, Duration pause) {
        HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER).connectTimeout(LONGEST_CONNECT);
        client = (tls == null ? builder : builder.sslContext(tls)).build();
        this.server = server;
        this.pause = pause;
    }

    /** @param path below the server's address, encoded */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server + path));
    }

    URI server() {
        return server;
    }

    /** @throws Failure if there is no answer, or the server is not available */
    Response send(HttpRequest request) {
        int attempts = request.method().equals("GET") ? ATTEMPTS : 1;
        for (int attempt = 1;; attempt++) {
            try {
                HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
                if (!UNAVAILABLE.contains(answer.statusCode())) {
                    return new Response(answer.statusCode(), answer.body(), answer.headers().firstValue("Location").orElse(""));
                }
                if (attempt == attempts) {
                    throw Failure.server(server + " answers " + answer.statusCode()
                            + ": it is not available. Run the command again when it is.");
                }
            } catch (IOException e) {
                if (attempt == attempts || e instanceof ConnectException || e instanceof SSLException) {
                    throw noAnswer(e);
                }
            } catch (InterruptedException e) {
                throw Failure.interrupted(e);
            }
            Pause.of(pause);
        }
    }

    private Failure noAnswer(IOException e) {
        if (e instanceof SSLException) {
            return Failure.server(server + ": no trusted TLS connection: " + e.getMessage()
                    + ". If its certificate is your own, name it by --truststore.", e);
        }
        String reason = e instanceof HttpTimeoutException ? "timed out"
                : e instanceof ConnectException ? "connection refused" : String.valueOf(e.getMessage());
        return Failure.server(server + " does not answer: " + reason
                + ". Is the server running, and is --server its address?", e);
    }
}
