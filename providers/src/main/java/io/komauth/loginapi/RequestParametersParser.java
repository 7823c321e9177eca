package io.komauth.loginapi;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import jakarta.ws.rs.core.MediaType;

import io.komauth.text.UnicodeText;

/** Parses the parameters of a request, from its body or its query string. */
final class RequestParametersParser {

    private static final JsonFactory JSON = new JsonFactory();

    /** A byte order mark, which .NET and Windows editors write before a text in UTF-8. */
    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private RequestParametersParser() {
    }

    /**
     * @param contentType as the client sent it; may be {@code null}, which is fine for an empty body only
     * @param bytes       {@code null} if it did not come to its end
     * @throws LoginApiException if it is no JSON object and no form, of single values in UTF-8, each name once
     */
    static RequestParameters parseBody(String contentType, byte[] bytes) {
        require(bytes != null);
        if (bytes.length > BodyLimitFilter.LIMIT) {
            throw new LoginApiException(LoginApiRefusal.TOO_LARGE);
        }
        if (contentType == null && bytes.length == 0) {
            return RequestParameters.NONE;
        }
        MediaType type = mediaType(contentType);
        byte[] body = withoutByteOrderMark(bytes);
        if (isSame(type, MediaType.APPLICATION_JSON_TYPE)) {
            String json = utf8(body);
            return saysNothing(json) ? RequestParameters.NONE : RequestParameters.documented(json(json));
        }
        if (isSame(type, MediaType.APPLICATION_FORM_URLENCODED_TYPE)) {
            return RequestParameters.documented(form(body));
        }
        if (isSame(type, MediaType.MULTIPART_FORM_DATA_TYPE)) {
            return RequestParameters.documented(MultipartForm.parse(type, body));
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

    /**
     * @param query as {@link #parseQuery} takes it, but it need not be well-formed
     * @return the names in it, still encoded
     */
    static Set<String> namesInQuery(String query) {
        return query == null ? Set.of()
                : Arrays.stream(query.split("&")).map(pair -> pair.split("=", 2)[0]).collect(Collectors.toSet());
    }

    /** What uni-app sends where a page gives it no data. */
    private static boolean saysNothing(String json) {
        return json.isBlank() || json.strip().equals("null");
    }

    private static byte[] withoutByteOrderMark(byte[] body) {
        return Arrays.mismatch(body, BOM) == BOM.length || Arrays.equals(body, BOM)
                ? Arrays.copyOfRange(body, BOM.length, body.length) : body;
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

    /** @throws LoginApiException if the name is there already */
    static void add(Map<String, String> parameters, String name, String value) {
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

    /** @throws LoginApiException if it is no UTF-8 */
    static String utf8(byte[] bytes) {
        return UnicodeText.decode(bytes).orElseThrow(() -> new LoginApiException(LoginApiRefusal.MALFORMED));
    }

    private static MediaType mediaType(String contentType) {
        try {
            return MediaType.valueOf(contentType);
        } catch (IllegalArgumentException malformed) {
            throw new LoginApiException(LoginApiRefusal.MEDIA_TYPE);
        }
    }

    /** Whatever the parameters: the one that clients send, {@code charset}, has no meaning for any of these types. */
    private static boolean isSame(MediaType type, MediaType other) {
        return type.getType().equalsIgnoreCase(other.getType()) && type.getSubtype().equalsIgnoreCase(other.getSubtype());
    }

    /** @throws LoginApiException unless it is well-formed */
    static void require(boolean wellFormed) {
        if (!wellFormed) {
            throw new LoginApiException(LoginApiRefusal.MALFORMED);
        }
    }
}
