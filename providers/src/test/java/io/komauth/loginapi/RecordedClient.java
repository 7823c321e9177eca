package io.komauth.loginapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The requests of a client as it sends them, and what it needs to get back, from a file of the folder {@code clients}.
 *
 * @param client  what it is
 * @param version of what sends the requests
 * @param sends   by language: what is special about the requests
 * @param query   whether its tenant must take members from the query string
 * @param source  where the requests come from: {@code captured} or {@code documentation}
 * @param steps   in the order in which it sends them
 */
record RecordedClient(String client, String version, Map<String, String> sends, boolean query, String source, List<Step> steps) {

    private static final Path FOLDER = Path.of("src", "test", "resources", "clients");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, List<String>> HEADINGS = Map.of(
            "en", List.of("client", "version", "sends", "`tenant.api.query`", "requests from"),
            "zh", List.of("客户端", "版本", "发送方式", "`tenant.api.query`", "请求来源"));
    private static final Map<String, Map<Object, String>> WORDS = Map.of(
            "en", Map.of(true, "needed", false, "", "captured", "the program", "documentation", "its documentation or source"),
            "zh", Map.of(true, "需要", false, "", "captured", "实际程序", "documentation", "其文档或源代码"));

    /**
     * A request, and the response that the client needs. In lines and body, words in braces stand for what the test knows:
     * {@code {tenant}}, {@code {host}}, {@code {length}} of the body, {@code {captchaKey}}, {@code {captchaCode}},
     * {@code {accessToken}} and {@code {refreshToken}}.
     *
     * @param request  the request line and the headers, in the client's spelling and order
     * @param body     {@code null} if there is none
     * @param encoding of the body: {@code chunked}, {@code gzip} or {@code null}
     * @param status   of the response
     * @param response what it is: {@code captcha}, {@code tokens}, {@code user-info}, {@code logout}, {@code preflight}, or the
     *                 {@code error} of a refusal
     * @param says     what the text of a refusal contains; {@code null} for any
     */
    record Step(List<String> request, String body, String encoding, int status, @JsonProperty("response") String response,
            String says) {
    }

    /** @return all clients, by the names of their files */
    static List<RecordedClient> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().map(RecordedClient::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return the table of all clients, as a page of the docs in that language has it */
    static String table(String language) {
        return Stream.concat(
                Stream.of(row(HEADINGS.get(language)), "|" + "---|".repeat(HEADINGS.get(language).size())),
                all().stream().map(client -> row(List.of(client.client(), client.version(), client.sends().get(language),
                        WORDS.get(language).get(client.query()), WORDS.get(language).get(client.source())))))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String row(List<String> cells) {
        return cells.stream().map(cell -> cell.isEmpty() ? "" : cell + " ").collect(Collectors.joining("| ", "| ", "|"));
    }

    private static RecordedClient read(Path file) {
        try {
            return JSON.readValue(file.toFile(), RecordedClient.class);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    @Override
    public String toString() {
        return client + " " + version;
    }
}
