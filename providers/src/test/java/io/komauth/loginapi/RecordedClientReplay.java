package io.komauth.loginapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.komauth.testing.ApiExample;
import io.komauth.testing.TokenRequest;

/** Sends what a client has sent, in the same bytes but for the connection, which ends with each response. */
final class RecordedClientReplay {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern RESPONSE =
            Pattern.compile("(?s)(?:HTTP/1\\.1 100 .*?\r\n\r\n)?HTTP/1\\.1 (\\d{3}) [^\r]*\r\n(.*?)\r\n\r\n(.*)");
    private static final List<String> ALIASES = List.of("userId", "roleId", "deptId", "tenantId", "userName");

    private final URI server;
    private final Map<String, String> known = new HashMap<>();

    RecordedClientReplay(URI server, String tenant) {
        this.server = server;
        known.put("tenant", tenant);
        known.put("host", server.getHost() + ":" + server.getPort());
        known.put("captchaCode", TokenRequest.CODE);
    }

    void play(RecordedClient client) throws IOException {
        for (RecordedClient.Step step : client.steps()) {
            play(step);
        }
    }

    private void play(RecordedClient.Step step) throws IOException {
        byte[] body = encoded(filled(step.body() == null ? "" : step.body()), step.encoding());
        known.put("length", Integer.toString(body.length));
        String head = step.request().stream().map(this::filled).filter(line -> !line.toLowerCase(Locale.ROOT).startsWith("connection:"))
                .collect(Collectors.joining("\r\n", "", "\r\nConnection: close\r\n"));
        String received = new FuzzedRequest(head, body, false).send(server);
        Matcher response = RESPONSE.matcher(received);
        assertThat(response.matches()).as(head + received).isTrue();
        Map<String, String> headers = headers(response.group(2));
        assertThat(Integer.parseInt(response.group(1))).as(head + received).isEqualTo(step.status());
        assertIsReadableByItsPage(headers(head), headers, head + received);
        assertIs(step, response.group(3), headers(head), headers);
    }

    private void assertIs(RecordedClient.Step step, String body, Map<String, String> request, Map<String, String> headers)
            throws IOException {
        switch (step.response()) {
            case "preflight" -> assertIsAllowed(request, headers);
            case "captcha" -> {
                JsonNode captcha = JSON.readTree(body);
                assertThat(captcha.fieldNames()).toIterable().containsExactly("key", "image");
                known.put("captchaKey", captcha.get("key").asText());
            }
            case "tokens" -> {
                JsonNode tokens = JSON.readTree(body);
                assertThat(tokens.fieldNames()).toIterable().containsExactlyElementsOf(members());
                assertThat(tokens.get("tenant_id").asText()).isEqualTo(known.get("tenant"));
                known.put("accessToken", tokens.get("access_token").asText());
                known.put("refreshToken", tokens.get("refresh_token").asText());
            }
            case "user-info" -> {
                JsonNode user = JSON.readTree(body);
                Set<String> members = members();
                members.removeAll(List.of("access_token", "refresh_token"));
                members.addAll(ALIASES);
                assertThat(user.fieldNames()).toIterable().containsExactlyElementsOf(members);
                assertThat(user.get("userId").asText()).isEqualTo("1310857482650308609");
            }
            case "logout" -> assertThat(body).isEqualTo("{\"success\":true,\"msg\":\"success\"}");
            default -> {
                JsonNode refusal = JSON.readTree(body);
                assertThat(refusal.get("error").asText()).isEqualTo(step.response());
                assertThat(refusal.get("error_description").asText()).contains(step.says() == null ? "" : step.says());
            }
        }
    }

    private static Set<String> members() {
        Set<String> members = new LinkedHashSet<>();
        ApiExample.read("response.json").fieldNames().forEachRemaining(members::add);
        return members;
    }

    /** A browser sends the request itself only then. */
    private static void assertIsAllowed(Map<String, String> request, Map<String, String> headers) {
        assertThat(names(headers.get("access-control-allow-methods")))
                .contains(request.get("access-control-request-method").toLowerCase(Locale.ROOT));
        assertThat(names(headers.get("access-control-allow-headers")))
                .containsAll(names(request.getOrDefault("access-control-request-headers", "")));
    }

    /** A browser shows the response to the page only then. */
    private static void assertIsReadableByItsPage(Map<String, String> request, Map<String, String> headers, String exchange) {
        if (request.containsKey("origin")) {
            assertThat(headers).as(exchange).containsEntry("access-control-allow-origin", request.get("origin"))
                    .containsEntry("access-control-allow-credentials", "true");
        }
    }

    private static List<String> names(String list) {
        return Pattern.compile("[^, ]+").matcher(list.toLowerCase(Locale.ROOT)).results().map(name -> name.group()).toList();
    }

    private static Map<String, String> headers(String head) {
        return head.lines().filter(line -> line.contains(":"))
                .map(line -> line.split(":", 2))
                .collect(Collectors.toMap(line -> line[0].toLowerCase(Locale.ROOT), line -> line[1].strip(), (one, other) -> one));
    }

    private String filled(String text) {
        String result = text;
        for (Map.Entry<String, String> value : known.entrySet()) {
            result = result.replace("{" + value.getKey() + "}", value.getValue());
        }
        return result;
    }

    private static byte[] encoded(String body, String encoding) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if ("gzip".equals(encoding)) {
            ByteArrayOutputStream compressed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
                gzip.write(bytes);
            }
            return compressed.toByteArray();
        }
        if ("chunked".equals(encoding)) {
            ByteArrayOutputStream chunks = new ByteArrayOutputStream();
            chunks.writeBytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            chunks.writeBytes(bytes);
            chunks.writeBytes("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return chunks.toByteArray();
        }
        return bytes;
    }
}
