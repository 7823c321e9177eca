package io.komauth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;

import com.fasterxml.jackson.databind.JsonNode;

/** A token, read as its bearer could read it. */
public final class Jwt {

    private Jwt() {
    }

    public static JsonNode header(String token) {
        return part(token, 0);
    }

    public static JsonNode payload(String token) {
        return part(token, 1);
    }

    private static JsonNode part(String token, int index) {
        try {
            return ServerResponse.JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[index]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
