package io.komauth.tools.admin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import io.komauth.tools.cli.Json;

/** What the server answered. */
public final class Response {

    private static final int LONGEST_EXCERPT = 300;

    private final int status;
    private final byte[] body;
    private final String location;

    Response(int status, byte[] body, String location) {
        this.status = status;
        this.body = body.clone();
        this.location = location;
    }

    public int status() {
        return status;
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The body, or a missing node if it is not JSON. */
    public JsonNode json() {
        try {
            return Json.parse(body);
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }

    /** The id of what was created: the last part of the header {@code Location}; empty without one. */
    String createdId() {
        return location.substring(location.lastIndexOf('/') + 1);
    }

    /** What the server says is wrong, of Keycloak's members for it or else the beginning of the body. */
    public String problem() {
        for (String member : new String[] {"error_description", "errorMessage", "error"}) {
            JsonNode text = json().path(member);
            if (text.isTextual()) {
                return text.asText();
            }
        }
        return new String(Arrays.copyOf(body, Math.min(body.length, LONGEST_EXCERPT)), StandardCharsets.UTF_8).strip();
    }
}
