package io.komauth.loginapi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

import io.komauth.testing.TokenRequest;

/** Makes malformed and hostile requests, most of them a good one with a flaw or two: for the same number always the same. */
final class RequestFuzzer {

    static final long SEED = 2022_04_18;

    /** Consecutive seeds would make the first choices of consecutive requests alike. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private static final String BASE = "/kom-ams-auth/oauth/";
    private static final List<Integer> LENGTHS = List.of(BodyLimitFilter.LIMIT - 1, BodyLimitFilter.LIMIT,
            BodyLimitFilter.LIMIT + 1, 100_000, 200 * 1_024);
    private static final List<Charset> CHARSETS = List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE,
            StandardCharsets.ISO_8859_1, Charset.forName("UTF-32"), Charset.forName("GBK"));
    private static final List<String> HEADER_NAMES = List.copyOf(FuzzedTexts.HEADERS.keySet());
    private static final List<String> STRAY_LINES = List.of("x", ": x", " folded", "A B: c", "a\0: b", "\u00ff: x",
            "a:b\rc: d", "x: " + "y".repeat(70_000));
    private static final List<String> VERSIONS = List.of("HTTP/1.0", "HTTP/0.9", "HTTP/2.0", "HTTP/9.9", "HTTP/1.1 x",
            "http/1.1", "x", "");
    private static final List<String> NO_CHUNKS = List.of("zz\r\n", "-1\r\n", "\r\n", "9".repeat(40));
    private static final List<String> NO_LENGTHS = List.of("X-None: x", "Content-Length: -1", "Content-Length: x",
            "Content-Length: 99999999999999999999", "Content-Length: +5", "Content-Length: 0x5", "Content-Length:",
            "Content-Length: 1,2", "Content-Length: 5 5");

    private final Random random;
    private final Known known;
    private final List<Member> members = new ArrayList<>();
    private final List<String> headers = new ArrayList<>();
    private String line = "POST " + BASE + "token";
    private String query = "";
    private boolean isElsewhere;
    private byte[] body = {};

    private RequestFuzzer(int number, Known known) {
        this.random = new Random(SEED + number * SPREAD);
        this.known = known;
    }

    /** What an attacker who is a user of the tenant knows; the captcha is a fresh one. */
    record Known(String tenant, String captchaKey, String accessToken, String refreshToken) {
    }

    /** @param isJson whether the value is written as it is, where the body is JSON */
    private record Member(String name, String value, boolean isJson) {

        Member(String name, String value) {
            this(name, value, false);
        }
    }

    static FuzzedRequest make(int number, Known known) {
        return new RequestFuzzer(number, known).make();
    }

    private FuzzedRequest make() {
        if (random.nextInt(10) == 0) {
            otherCall();
        } else {
            login();
        }
        int flaws = 1 + random.nextInt(2) + random.nextInt(2);
        int flawsOfMembers = 0;
        int flawsOfBody = 0;
        int flawsOfHead = 0;
        boolean flawOfFrame = false;
        for (; flaws > 0; flaws--) {
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> flawsOfMembers++;
                case 3, 4, 5 -> flawsOfBody++;
                case 6, 7, 8 -> flawsOfHead++;
                default -> flawOfFrame = true;
            }
        }
        times(flawsOfMembers, this::spoilMembers);
        write();
        times(flawsOfBody, this::spoilBody);
        times(flawsOfHead, this::spoilHead);
        return flawOfFrame ? framedWrongly() : framed("HTTP/1.1", "Content-Length: " + body.length, body, false);
    }

    private void login() {
        members.add(new Member("grant_type", "captcha"));
        members.add(new Member("scope", "all"));
        members.add(new Member("type", "account"));
        members.add(new Member("tenantId", known.tenant()));
        members.add(new Member("username", "admin"));
        members.add(new Member("password", "21232f297a57a5a743894a0e4a801fc3"));
        members.add(new Member("fp", "4d3f443b7e074cd32e959bfe218d9a61"));
        members.add(new Member("captchaKey", known.captchaKey()));
        // one in six is enough: to check a password costs more than all the rest
        members.add(new Member("captchaCode", random.nextInt(6) == 0 ? TokenRequest.CODE : "wrong"));
        headers.add("Authorization: Basic c3dvcmQ6c3dvcmRfc2VjcmV0");
        headers.add("tenantId: " + known.tenant());
    }

    private void otherCall() {
        line = any(List.of("GET " + BASE + "captcha", "GET " + BASE + "logout", "POST " + BASE + "logout",
                "GET " + BASE + "user-info"));
        members.add(new Member("x", "y"));
        headers.add("tenantId: " + known.tenant());
        headers.add(any(List.of("Authorization: Bearer ", "Blade-Auth: bearer ", "Blade-Auth: ")) + token());
    }

    private void spoilMembers() {
        if (members.isEmpty()) {
            return;
        }
        int index = random.nextInt(members.size());
        Member member = members.get(index);
        switch (random.nextInt(14)) {
            case 0 -> members.remove(index);
            case 1, 2, 3 -> members.set(index, new Member(member.name(), any(FuzzedTexts.VALUES)));
            case 4, 5 -> members.set(index, new Member(member.name(), any(FuzzedTexts.JSON_VALUES), true));
            case 6 -> members.add(random.nextBoolean() ? member : new Member(member.name(), any(FuzzedTexts.VALUES)));
            case 7 -> members.add(new Member(any(FuzzedTexts.NAMES), any(FuzzedTexts.VALUES)));
            case 8 -> members.set(index, new Member(any(FuzzedTexts.NAMES), member.value()));
            case 9 -> members.set(index, new Member(member.name(), damaged(member.value())));
            case 10 -> put("grant_type", any(FuzzedTexts.GRANT_TYPES));
            case 11 -> put("captchaKey", damaged(known.captchaKey()));
            case 12 -> {
                put("grant_type", "refresh_token");
                put("refresh_token", token());
            }
            default -> IntStream.range(0, 400).forEach(i -> members.add(new Member("p" + i, "v")));
        }
    }

    private void put(String name, String value) {
        members.removeIf(member -> member.name().equals(name));
        members.add(new Member(name, value));
    }

    private void write() {
        if (line.startsWith("GET")) {
            return;
        }
        switch (random.nextInt(8)) {
            case 0 -> query = "?" + form();
            case 1, 2 -> {
                headers.add("Content-Type: application/x-www-form-urlencoded");
                body = utf8(form());
            }
            case 3 -> {
                headers.add("Content-Type: multipart/form-data; boundary=x");
                body = utf8(multipartForm());
            }
            default -> {
                headers.add("Content-Type: application/json");
                body = utf8(json());
            }
        }
    }

    private String json() {
        return members.stream()
                .map(member -> quoted(member.name()) + ":" + (member.isJson() ? member.value() : quoted(member.value())))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private String multipartForm() {
        return members.stream()
                .map(member -> "--x\r\nContent-Disposition: form-data; name=\"" + member.name() + "\"\r\n\r\n" + member.value() + "\r\n")
                .collect(Collectors.joining("", "", "--x--\r\n"));
    }

    private String form() {
        return members.stream()
                .map(member -> URLEncoder.encode(member.name(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(member.value(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** As JSON writes it; half of the time with characters as they are that JSON wants escaped. */
    private String quoted(String text) {
        boolean escaped = random.nextBoolean();
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (escaped && (c < ' ' || c > '~')) {
                json.append("\\u").append(HexFormat.of().toHexDigits(c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    private void spoilBody() {
        switch (random.nextInt(10)) {
            case 0, 1 -> body = utf8(any(FuzzedTexts.BODIES));
            case 2 -> body = Arrays.copyOf(body, random.nextInt(body.length + 1));
            case 3 -> insert(any(FuzzedTexts.BYTES));
            case 4 -> times(body.length == 0 ? 0 : 1 + random.nextInt(4),
                    () -> body[random.nextInt(body.length)] = (byte) random.nextInt(256));
            case 5 -> body = new String(body, StandardCharsets.UTF_8).getBytes(any(CHARSETS));
            case 6 -> pad();
            case 7 -> body = random.nextBoolean() ? joined(body, utf8(any(FuzzedTexts.BODIES)))
                    : joined(utf8(any(FuzzedTexts.BODIES)), body);
            case 8 -> {
                headers.add("Content-Encoding: gzip");
                body = packed();
            }
            default -> replaceHeader("Content-Type", any(FuzzedTexts.CONTENT_TYPES));
        }
    }

    private void insert(byte[] bytes) {
        int at = random.nextInt(body.length + 1);
        byte[] rest = Arrays.copyOfRange(body, at, body.length);
        body = joined(joined(Arrays.copyOf(body, at), bytes), rest);
    }

    /** To a length about the one that is allowed; spaces do no harm to JSON, nor ampersands to a form. */
    private void pad() {
        int from = body.length;
        body = Arrays.copyOf(body, any(LENGTHS));
        if (from < body.length) {
            Arrays.fill(body, from, body.length, any(List.of((byte) ' ', (byte) '&', (byte) 'x', (byte) '%')));
        }
    }

    private void spoilHead() {
        int index = IntStream.generate(() -> random.nextInt(HEADER_NAMES.size())).limit(3).min().getAsInt();
        String name = HEADER_NAMES.get(index);
        switch (random.nextInt(10)) {
            case 0 -> headers.removeIf(header -> header.startsWith(name));
            case 1 -> times(Math.min(1, headers.size()), () -> headers.add(any(headers)));
            case 2, 3 -> headers.add(name + ": " + headerValue(name));
            case 4 -> query = any(FuzzedTexts.QUERIES);
            case 5 -> {
                line = any(FuzzedTexts.TARGETS);
                isElsewhere = true;
            }
            case 6 -> replaceHeader("Authorization", credentials());
            default -> replaceHeader(name, headerValue(name));
        }
    }

    private String credentials() {
        return "Basic " + Base64.getEncoder().encodeToString(utf8(any(FuzzedTexts.CREDENTIALS)));
    }

    private void replaceHeader(String name, String value) {
        headers.removeIf(header -> header.startsWith(name + ":"));
        headers.add(name + ": " + value);
    }

    private String headerValue(String name) {
        if (random.nextInt(8) == 0 && !name.equals("Host")) {
            return FuzzedTexts.raw(any(FuzzedTexts.VALUES));
        }
        boolean isRubbish = random.nextBoolean();
        return switch (name) {
            case "Authorization" -> isRubbish ? any(FuzzedTexts.HEADERS.get(name)) : "Bearer " + token();
            case "Blade-Auth", "DPoP" -> isRubbish ? any(FuzzedTexts.HEADERS.get(name)) : token();
            case "Captcha-Key" -> isRubbish ? any(FuzzedTexts.HEADERS.get(name)) : damaged(known.captchaKey());
            default -> any(FuzzedTexts.HEADERS.get(name));
        };
    }

    /** A token that is one, was one, or never will be. */
    private String token() {
        String real = any(List.of(known.accessToken(), known.refreshToken()));
        String[] parts = real.split("\\.");
        String payload = FuzzedTexts.base64Url(any(FuzzedTexts.JWT_PAYLOADS));
        return switch (random.nextInt(6)) {
            case 0 -> known.refreshToken();
            case 1 -> damaged(real);
            case 2 -> parts[0] + "." + payload + "." + parts[2];
            case 3 -> FuzzedTexts.base64Url(any(FuzzedTexts.JOSE_HEADERS)) + "." + parts[1] + "." + parts[2];
            default -> FuzzedTexts.base64Url(any(FuzzedTexts.JOSE_HEADERS)) + "." + payload + "."
                    + any(List.of("", "AA", "=", parts[2]));
        };
    }

    /** Of a text of several parts, as tokens and captcha keys are, often one of its parts. */
    private String damaged(String text) {
        int at = random.nextInt(text.length() + 1);
        String[] parts = text.split("\\.", -1);
        int part = random.nextInt(parts.length);
        switch (random.nextInt(8)) {
            case 0:
                return text.substring(0, at);
            case 1:
                return text.substring(at);
            case 2:
                return text.substring(0, at) + any(FuzzedTexts.VALUES) + text.substring(at);
            case 3:
                return text + text;
            case 4:
                parts[part] = "";
                break;
            case 5:
                parts[part] = FuzzedTexts.base64Url(any(FuzzedTexts.JOSE_HEADERS));
                break;
            case 6:
                parts[part] = any(FuzzedTexts.VALUES);
                break;
            default:
                parts[part] = parts[random.nextInt(parts.length)];
        }
        return String.join(".", parts);
    }

    private FuzzedRequest framedWrongly() {
        String length = "Content-Length: " + body.length;
        String chunked = "Transfer-Encoding: chunked";
        String http = "HTTP/1.1";
        return switch (random.nextInt(11)) {
            case 0, 1 -> framed(http, chunked, joined(chunks(), utf8("0\r\n\r\n")), false);
            case 2 -> framed(http, chunked, joined(chunks(), utf8("0\r\nX-Trailer: x\r\n\r\n")), false);
            case 3 -> framed(http, chunked, joined(chunks(), utf8(any(NO_CHUNKS))), true);
            case 4 -> framed(http, chunked, chunks(), true);
            case 5 -> framed(http, "Content-Length: " + (body.length + 1 + random.nextInt(100_000)), body, true);
            case 6 -> framed(http, length + "\r\n" + chunked, joined(chunks(), utf8("0\r\n\r\n")), false);
            case 7 -> framed(http, length + "\r\n" + any(List.of(length, "Content-Length: 1", chunked)), body, true);
            case 8 -> framed(http, any(NO_LENGTHS), body, true);
            case 9 -> framed(any(VERSIONS), length, body, false);
            default -> framed(http, any(STRAY_LINES) + "\r\n" + length, body, false);
        };
    }

    private FuzzedRequest framed(String version, String length, byte[] framedBody, boolean cutOff) {
        if (isElsewhere) {
            // by a malformed one, Keycloak itself fails at each address, also where it finds nothing
            headers.removeIf(header -> header.startsWith("Content-Type"));
        }
        StringBuilder head = new StringBuilder(line).append(query).append(' ').append(version).append("\r\n");
        if (headers.stream().noneMatch(header -> header.startsWith("Host:"))) {
            head.append("Host: localhost\r\n");
        }
        head.append("Connection: close\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        head.append(length).append("\r\n");
        return new FuzzedRequest(head.toString(), framedBody, cutOff);
    }

    /** The body in chunks, without the last one that ends it. */
    private byte[] chunks() {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        for (int from = 0; from < body.length;) {
            int length = Math.min(body.length - from, 1 + random.nextInt(10_000));
            chunks.writeBytes(utf8(Integer.toHexString(length) + "\r\n"));
            chunks.write(body, from, length);
            chunks.writeBytes(utf8("\r\n"));
            from += length;
        }
        return chunks.toByteArray();
    }

    private byte[] packed() {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static void times(int count, Runnable action) {
        IntStream.range(0, count).forEach(i -> action.run());
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
