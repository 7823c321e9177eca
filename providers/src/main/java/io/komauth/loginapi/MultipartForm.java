package io.komauth.loginapi;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.ws.rs.core.MediaType;

/**
 * Parses {@code multipart/form-data} (RFC 7578) whose parts are members, each a text in UTF-8. The whole body is in memory, and
 * nothing is written to a file. Not by the parser of the server: that is internal, and replaces what is no UTF-8.
 */
final class MultipartForm {

    /** The API has a dozen members. */
    static final int MAX_PARTS = 100;

    private static final String CRLF = "\r\n";

    /** RFC 2046, 5.1.1. */
    private static final Pattern BOUNDARY = Pattern.compile("[\\w'()+,./:=? -]{0,69}[\\w'()+,./:=?-]");

    private static final Pattern HEADER = Pattern.compile("([!#$%&'*+.^`|~\\w-]++):(.*)", Pattern.DOTALL);

    /** Browsers write a quotation mark in a name as {@code %22}, and a backslash as it is. */
    private static final Pattern PARAMETER =
            Pattern.compile("[ \\t]*+;[ \\t]*+([!#$%&'*+.^`|~\\w-]++)[ \\t]*+=[ \\t]*+(?:\"([^\"]*+)\"|([^\\s;\"]++))");
    private static final Pattern FORM_DATA = Pattern.compile("form-data(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final String DISPOSITION = "content-disposition";
    private static final String ENCODING = "content-transfer-encoding";

    /** The encodings that leave the bytes as they are (RFC 2045, 6.2). */
    private static final Set<String> IDENTITY = Set.of("7bit", "8bit", "binary");

    private final String delimiter;
    private final String text;
    private final Map<String, String> members = new LinkedHashMap<>();
    private int parts;

    private MultipartForm(String boundary, byte[] body) {
        delimiter = CRLF + "--" + boundary;
        // in Latin-1 each byte is a character; and a line break, as the first delimiter need not have one before it
        text = CRLF + new String(body, StandardCharsets.ISO_8859_1);
    }

    /**
     * @param type of the body, with its boundary
     * @throws LoginApiException if it is not well-formed, has a file, a name twice, or more than {@value #MAX_PARTS} parts
     */
    static Map<String, String> parse(MediaType type, byte[] body) {
        String boundary = type.getParameters().get("boundary");
        RequestParametersParser.require(boundary != null && BOUNDARY.matcher(boundary).matches());
        return new MultipartForm(boundary, body).parse();
    }

    private Map<String, String> parse() {
        int first = text.indexOf(delimiter);
        RequestParametersParser.require(first >= 0);
        int end = first + delimiter.length();
        while (!text.startsWith("--", end)) {
            int start = startOfLine(end);
            int next = text.indexOf(delimiter, start);
            RequestParametersParser.require(next >= 0);
            addPart(text.substring(start, next));
            end = next + delimiter.length();
        }
        return members;
    }

    /** @return where the line break is that ends the line of the delimiter; blanks may stand before it */
    private int startOfLine(int end) {
        int start = end;
        while (text.startsWith(" ", start) || text.startsWith("\t", start)) {
            start++;
        }
        RequestParametersParser.require(text.startsWith(CRLF, start));
        return start;
    }

    /** @param part its headers, each with a line break before it, an empty line, and the content */
    private void addPart(String part) {
        if (++parts > MAX_PARTS) {
            throw new LoginApiException(LoginApiRefusal.TOO_LARGE);
        }
        int end = part.indexOf(CRLF + CRLF);
        RequestParametersParser.require(end >= 0);
        Map<String, String> headers = headers(part.substring(0, end));
        RequestParametersParser.require(IDENTITY.contains(headers.getOrDefault(ENCODING, "binary").toLowerCase(Locale.ROOT)));
        RequestParametersParser.add(members, name(headers.getOrDefault(DISPOSITION, "")),
                utf8(part.substring(end + 2 * CRLF.length())));
    }

    private static Map<String, String> headers(String lines) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line : lines.split(CRLF)) {
            if (!line.isEmpty()) {
                Matcher header = HEADER.matcher(line);
                RequestParametersParser.require(header.matches());
                RequestParametersParser.add(headers, header.group(1).toLowerCase(Locale.ROOT), header.group(2).strip());
            }
        }
        return headers;
    }

    private static String name(String disposition) {
        Matcher formData = FORM_DATA.matcher(disposition);
        RequestParametersParser.require(formData.matches());
        Map<String, String> parameters = new LinkedHashMap<>();
        Matcher parameter = PARAMETER.matcher(formData.group(1));
        while (parameter.lookingAt()) {
            RequestParametersParser.add(parameters, parameter.group(1).toLowerCase(Locale.ROOT),
                    parameter.group(2) == null ? parameter.group(3) : parameter.group(2));
            parameter.region(parameter.end(), formData.group(1).length());
        }
        RequestParametersParser.require(formData.group(1).substring(parameter.regionStart()).isBlank());
        if (parameters.containsKey("filename") || parameters.containsKey("filename*")) {
            throw new LoginApiException(LoginApiRefusal.FILE);
        }
        RequestParametersParser.require(parameters.containsKey("name"));
        return utf8(parameters.get("name"));
    }

    private static String utf8(String latin1) {
        return RequestParametersParser.utf8(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }
}
