package io.komauth.loginapi;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import jakarta.ws.rs.core.MediaType;

/** Parses the parameters of a request, from its body or its query string. */
final class RequestParametersParser {

    private static final JsonFactory JSON = new JsonFactory();

    private RequestParametersParser() {
    }

    /**
     * @param contentType as the client sent it; may be {@code null}, which is fine for an empty body only
     * @param body        {@code null} if it did not come to its end
     * @throws LoginApiException if it is no JSON object and no form, of single values in UTF-8, each name once
     */
    static RequestParameters parseBody(String contentType, byte[] body) {
        require(body != null);
        if (body.length > BodyLimitFilter.LIMIT) {
            throw new LoginApiException(LoginApiRefusal.TOO_LARGE);
        }
        if (contentType == null && body.length == 0) {
            return RequestParameters.NONE;
        }
        MediaType type = mediaType(contentType);
        if (isSame(type, MediaType.APPLICATION_JSON_TYPE)) {
            return RequestParameters.documented(json(utf8(body)));
        }
        if (isSame(type, MediaType.APPLICATION_FORM_URLENCODED_TYPE)) {
            return RequestParameters.documented(form(body));
        }
        throw new LoginApiException(LoginApiRefusal.MEDIA_TYPE);
    }

    /**
     * @param query the query string, still encoded; may be {@code null}
     * @throws LoginApiException if it is not well-formed, or has a name twice
     */
    static RequestParameters parseQuery(String query) {
        return query == null ? RequestParameters.NONE
                : RequestParameters.documented(form(query.getBytes(StandardCharsets.UTF_8)));
    }

    /** A value that is no text counts as the text it is written as: codes of digits come as numbers from some clients. */
    private static Map<String, String> json(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(text)) {
            require(json.nextToken() == JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                require(value != null && value.isScalarValue());
                add(parameters, name, value == JsonToken.VALUE_NULL ? null : json.getText());
            }
            require(json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null);
        } catch (IOException notJson) {
            throw new LoginApiException(LoginApiRefusal.MALFORMED);
        }
        parameters.values().removeIf(Objects::isNull);
        return parameters;
    }

    /** In Latin-1 each byte is a character, so that bytes which no client has encoded stay what they are until decoded. */
    private static Map<String, String> form(byte[] form) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : new String(form, StandardCharsets.ISO_8859_1).split("&")) {
            if (!pair.isEmpty()) {
                String[] nameAndValue = pair.split("=", 2);
                add(parameters, decode(nameAndValue[0]), nameAndValue.length == 1 ? "" : decode(nameAndValue[1]));
            }
        }
        return parameters;
    }

    private static void add(Map<String, String> parameters, String name, String value) {
        require(!parameters.containsKey(name));
        parameters.put(name, value);
    }

    /** Not by the decoder alone: that replaces what is no UTF-8, and says nothing. */
    private static String decode(String encoded) {
        try {
            return utf8(URLDecoder.decode(encoded, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException malformed) {
            throw new LoginApiException(LoginApiRefusal.MALFORMED);
        }
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new LoginApiException(LoginApiRefusal.MALFORMED);
        }
    }

    private static MediaType mediaType(String contentType) {
        try {
            return MediaType.valueOf(contentType);
        } catch (IllegalArgumentException malformed) {
            throw new LoginApiException(LoginApiRefusal.MEDIA_TYPE);
        }
    }

    /** Whatever the parameters: the one that clients send, {@code charset}, has no meaning for either of the two types. */
    private static boolean isSame(MediaType type, MediaType other) {
        return type.getType().equalsIgnoreCase(other.getType()) && type.getSubtype().equalsIgnoreCase(other.getSubtype());
    }

    private static void require(boolean wellFormed) {
        if (!wellFormed) {
            throw new LoginApiException(LoginApiRefusal.MALFORMED);
        }
    }
}
