package io.komauth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;

import com.fasterxml.jackson.databind.JsonNode;

/** A token, read as its bearer could read it. */
public final class Jwt {

    private Jwt() {
    }

    public static JsonNode payload(String token) {
        try {
            return Answer.JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
