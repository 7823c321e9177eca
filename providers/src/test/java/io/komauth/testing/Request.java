package io.komauth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A request as a client sends it:
 *
 * <pre>
 * Request.post(realm.tokenEndpoint()).basicAuth("app", "secret").param("grant_type", "client_credentials").send()
 * </pre>
 */
public final class Request {

    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final HttpRequest.Builder request;
    private final String method;
    private final List<String> params = new ArrayList<>();
    private byte[] body = {};

    private Request(String method, URI uri) {
        this.method = method;
        request = HttpRequest.newBuilder(uri).timeout(Duration.ofMinutes(2));
    }

    public static Request get(URI uri) {
        return new Request("GET", uri);
    }

    public static Request post(URI uri) {
        return new Request("POST", uri);
    }

    public static Request of(String method, URI uri) {
        return new Request(method, uri);
    }

    /** Adds a header; a second one of that name is sent beside the first. */
    public Request header(String name, String value) {
        request.header(name, value);
        return this;
    }

    public Request basicAuth(String clientId, String secret) {
        String credentials = encoded(clientId) + ":" + encoded(secret);
        return header("Authorization",
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }

    public Request bearer(String token) {
        return header("Authorization", "Bearer " + token);
    }

    /** Adds a parameter to the form in the body; a second one of that name is sent beside the first. */
    public Request param(String name, String value) {
        params.add(encoded(name) + "=" + encoded(value));
        return this;
    }

    public Request body(String contentType, String text) {
        return body(contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    public Request body(String contentType, byte[] bytes) {
        body = bytes;
        return header("Content-Type", contentType);
    }

    public ServerResponse send() {
        if (!params.isEmpty()) {
            body("application/x-www-form-urlencoded", String.join("&", params));
        }
        try {
            HttpResponse<byte[]> response = CLIENT.send(
                    request.method(method, BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofByteArray());
            return new ServerResponse(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
