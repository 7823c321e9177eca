package io.komauth.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.databind.JsonNode;

/** The examples of the documented API, as its document has them. */
public final class ApiExample {

    private ApiExample() {
    }

    /** @param file such as {@code response.json} */
    public static JsonNode read(String file) {
        try (InputStream example = ApiExample.class.getResourceAsStream("/io/komauth/api/" + file)) {
            return ServerResponse.JSON.readTree(example);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
