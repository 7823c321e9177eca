package io.komauth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The response of a server. */
public record ServerResponse(int status, HttpHeaders headers, byte[] body) {

    static final ObjectMapper JSON = new ObjectMapper();

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException("No JSON, but: " + this, e);
        }
    }

    /** The text of a member of the JSON object, null where there is none. */
    public String member(String name) {
        return json().path(name).asText(null);
    }

    @Override
    public String toString() {
        return status + " " + text();
    }
}
