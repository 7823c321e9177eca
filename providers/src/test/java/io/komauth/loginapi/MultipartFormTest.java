package io.komauth.loginapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartFormTest {

    private static final String TYPE = "multipart/form-data; boundary=x";

    @Test
    void eachPartIsAMember() {
        assertThat(parse(TYPE, """
                --x
                Content-Disposition: form-data; name="username"

                admin
                --x
                Content-Disposition: form-data; name="password"

                a=b&c d
                --x--
                """).values()).isEqualTo(Map.of("username", "admin", "password", "a=b&c d"));
    }

    @Test
    void aValueMayHaveLinesAndBeEmpty() {
        assertThat(parse(TYPE, """
                --x
                Content-Disposition: form-data; name="password"

                one
                --two

                three

                --x
                Content-Disposition: form-data; name="username"


                --x--
                """).values()).isEqualTo(Map.of("password", "one\r\n--two\r\n\r\nthree\r\n", "username", ""));
    }

    /** As browsers, OkHttp, Retrofit, Spring, .NET and Apache write it. */
    @ParameterizedTest
    @ValueSource(strings = {
            "Content-Disposition: form-data; name=\"username\"",
            "content-disposition:form-data;name=\"username\"",
            "CONTENT-DISPOSITION:  FORM-DATA ;  NAME = \"username\"  ",
            "Content-Disposition: form-data; name=username",
            "Content-Type: text/plain; charset=utf-8\nContent-Disposition: form-data; name=username",
            "Content-Disposition: form-data; name=\"username\"\nContent-Type: text/plain;charset=UTF-8\nContent-Length: 6",
            "Content-Disposition: form-data; name=\"username\"\nContent-Transfer-Encoding: binary",
            "Content-Disposition: form-data; name=\"username\"\nContent-Transfer-Encoding: 8bit"})
    void clientsSpellTheHeadersInTheirWays(String headers) {
        assertThat(parse(TYPE, "--x\n" + headers + "\n\n张三\n--x--\n").get("username")).hasValue("张三");
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data; boundary=x", "Multipart/Form-Data; Boundary=\"x\"",
            "multipart/form-data;charset=UTF-8;boundary=x", "multipart/form-data; boundary=x; charset=GBK"})
    void clientsSpellTheTypeInTheirWays(String type) {
        assertThat(parse(type, member("--x", "admin", "--x--")).get("username")).hasValue("admin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"----WebKitFormBoundary7MA4YWxkTrZu0gW", "b9e5f8a0-6b2f-4f0c-9b0a-1d2c3e4f5a6b",
            "0123456789012345678901234567890123456789012345678901234567890123456789"})
    void aBoundaryHasUpTo70Characters(String boundary) {
        assertThat(parse("multipart/form-data; boundary=" + boundary, member("--" + boundary, "a", "--" + boundary + "--"))
                .get("username")).hasValue("a");
    }

    @Test
    void whatStandsBeforeAndBehindTheFormIsNotOfIt() {
        assertThat(parse(TYPE, "preamble\n" + member("--x \t", "admin", "--x--") + "epilogue\n--x\n").values())
                .isEqualTo(Map.of("username", "admin"));
        assertThat(parse(TYPE, "--x--").values()).isEmpty();
    }

    @Test
    void otherMembersAreDropped() {
        assertThat(parse(TYPE, member("--x", "admin", "--x")
                + "Content-Disposition: form-data; name=\"a\\%22;名\"\n\nb\n--x--").values()).isEqualTo(Map.of("username", "admin"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"filename=\"a.txt\"", "filename=\"\"", "filename*=UTF-8''a.txt", "FileName=a"})
    void aFileIsRefused(String parameter) {
        assertRefused(LoginApiRefusal.FILE, TYPE, "--x\nContent-Disposition: form-data; name=\"username\"; " + parameter
                + "\nContent-Type: application/octet-stream\n\nadmin\n--x--\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "", "x", "--", "--y--", "--x", "--x\n", "--x\n\n", "--x-", "--xy\n\n--x--",
            "--x\nContent-Disposition: form-data; name=\"a\"\n\nb", "--x\nContent-Disposition: form-data; name=\"a\"\n\nb\n--x",
            "--x\nContent-Disposition: form-data; name=\"a\"\n--x--", "--x\n\nb\n--x--",
            "--x\nContent-Disposition: form-data\n\nb\n--x--", "--x\nContent-Disposition: attachment; name=\"a\"\n\nb\n--x--",
            "--x\nContent-Disposition: form-data; name=\"a\n\nb\n--x--", "--x\nContent-Disposition: form-data; name=\n\nb\n--x--",
            "--x\nContent-Disposition: form-data; name=\"a\" x\n\nb\n--x--",
            "--x\nContent-Disposition: form-data; name=\"a\"; name=\"b\"\n\nb\n--x--",
            "--x\nContent-Disposition: form-data; name=\"a\"\nContent-Disposition: form-data; name=\"b\"\n\nb\n--x--",
            "--x\nContent-Disposition: form-data; name=\"a\"\n folded\n\nb\n--x--", "--x\nno header\n\nb\n--x--",
            "--x\n: a\n\nb\n--x--",
            "--x\nContent-Disposition: form-data; name=\"a\"\nContent-Transfer-Encoding: base64\n\nYg==\n--x--",
            "--x\nContent-Disposition: form-data; name=\"a\"\n\nb\n--xy\n--x--",
            "--x\nContent-Disposition: form-data; name=\"a\"\n\nb\n--x\nContent-Disposition: form-data; name=\"a\"\n\nb\n--x--"})
    void whatIsNotWellFormedIsRefused(String form) {
        assertRefused(LoginApiRefusal.MALFORMED, TYPE, form);
    }

    @Test
    void linesEndAsTheRfcSays() {
        assertThatExceptionOfType(LoginApiException.class).isThrownBy(() -> RequestParametersParser.parseBody(TYPE,
                member("--x", "admin", "--x--").getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"a\nb\"",
            "multipart/form-data; boundary=é",
            "multipart/form-data; boundary=01234567890123456789012345678901234567890123456789012345678901234567890"})
    void aBoundaryThatIsNoneIsRefused(String type) {
        assertThatExceptionOfType(LoginApiException.class).isThrownBy(() -> parse(type, member("--x", "a", "--x--")))
                .extracting(LoginApiException::refusal).isIn(LoginApiRefusal.MALFORMED, LoginApiRefusal.MEDIA_TYPE);
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() {
        byte[] form = member("--x", "é", "--x--").replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);

        assertThatExceptionOfType(LoginApiException.class).isThrownBy(() -> RequestParametersParser.parseBody(TYPE, form))
                .extracting(LoginApiException::refusal).isEqualTo(LoginApiRefusal.MALFORMED);
    }

    @Test
    void partsAreLimitedInNumber() {
        assertThat(parse(TYPE, parts(MultipartForm.MAX_PARTS)).values()).isEmpty();
        assertRefused(LoginApiRefusal.TOO_LARGE, TYPE, parts(MultipartForm.MAX_PARTS + 1));
    }

    @Test
    void aLargeFormIsReadInTimeWhateverItConsistsOf() {
        int room = BodyLimitFilter.LIMIT - 200;
        for (String filling : new String[] {" ", "-", "\"", ";", "a", "\r\n--", "\t;", "name=a;", "\\\""}) {
            String many = filling.repeat(room / filling.length());
            Assertions.assertTimeout(Duration.ofSeconds(2), () -> {
                read("--x\nContent-Disposition: form-data" + many + "\n\nb\n--x--");
                read("--x\nContent-Disposition: form-data; name=" + many + "\n\nb\n--x--");
                read("--x\nContent-Disposition: form-data; name=\"a\"\nX: " + many + "\n\nb\n--x--");
                read("--x" + many);
                read("--x\nContent-Disposition: form-data; name=\"a\"\n\n" + many);
            });
        }
    }

    private static void read(String form) {
        try {
            parse(TYPE, form);
        } catch (LoginApiException refused) {
            assertThat(refused.refusal()).isEqualTo(LoginApiRefusal.MALFORMED);
        }
    }

    private static String parts(int number) {
        return IntStream.range(0, number).mapToObj(i -> "--x\nContent-Disposition: form-data; name=\"p" + i + "\"\n\nv\n")
                .collect(Collectors.joining("", "", "--x--\n"));
    }

    private static String member(String start, String username, String end) {
        return start + "\nContent-Disposition: form-data; name=\"username\"\n\n" + username + "\n" + end + "\n";
    }

    private static RequestParameters parse(String type, String form) {
        return RequestParametersParser.parseBody(type, form.replaceAll("\r?\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(LoginApiRefusal refusal, String type, String form) {
        assertThatExceptionOfType(LoginApiException.class).isThrownBy(() -> parse(type, form))
                .extracting(LoginApiException::refusal).isEqualTo(refusal);
    }
}
