package io.komauth.loginapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestParametersParserTest {

    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "`{\"username\":\"张三\"}`                | 张三",
            "`{\"username\":\"a\\u4e2db\"}`           | a中b",
            "`{\"username\":\"\\ud83d\\ude00\"}`      | 😀",
            "`{\"username\":12345}`                   | 12345",
            "`{\"username\":1e5}`                     | 1e5",
            "`{\"username\":true}`                    | true",
            "`  {\"other\":null, \"username\":\"x\"}` | x"})
    void aMemberOfAJsonObjectIsReadAsText(String json, String username) {
        assertThat(body(JSON, json).get("username")).hasValue(username);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"username=%E5%BC%A0%E4%B8%89 | 张三", "username=张三 | 张三", "username=a+b%2B | a b+",
            "&&username=a=b& | a=b", "user%6eame=x | x"})
    void aMemberOfAFormIsDecoded(String form, String username) {
        assertThat(body(FORM, form).get("username")).hasValue(username);
    }

    @Test
    void onlyDocumentedMembersAreKept() {
        RequestParameters members = body(FORM, "username=a&client_id=b&client_assertion=c&type=account&fp=d");

        assertThat(members.values()).isEqualTo(Map.of("username", "a", "fp", "d"));
    }

    @Test
    void whatIsNullIsNotThere() {
        assertThat(body(JSON, "{\"username\":null}").get("username")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "APPLICATION/JSON", "application/json;charset=UTF-8",
            "application/json; charset=GBK"})
    void parametersOfTheContentTypeDoNotMatter(String contentType) {
        assertThat(body(contentType, "{\"username\":\"张\"}").get("username")).hasValue("张");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text/json", "application/*", "*/*", "application", "application/json,application/json",
            "application/vnd.api+json", ";", "multipart/mixed; boundary=x", "text/plain"})
    void anyOtherContentTypeIsRefused(String contentType) {
        assertRefused(LoginApiRefusal.MEDIA_TYPE, contentType, "{}");
    }

    @Test
    void aBodyWithoutATypeIsFineIfItIsEmpty() {
        assertThat(RequestParametersParser.parseBody(null, new byte[0])).isEqualTo(RequestParameters.NONE);
        assertThatExceptionOfType(LoginApiException.class)
                .isThrownBy(() -> RequestParametersParser.parseBody(null, new byte[] {'{', '}'}))
                .extracting(LoginApiException::refusal).isEqualTo(LoginApiRefusal.MEDIA_TYPE);
    }

    /** As .NET and some editors write it. */
    @Test
    void aByteOrderMarkIsSkipped() {
        assertThat(body(JSON, "\uFEFF{\"username\":\"x\"}").get("username")).hasValue("x");
        assertThat(body(FORM, "\uFEFFusername=x").get("username")).hasValue("x");
        assertThat(body(JSON, "\uFEFF")).isEqualTo(RequestParameters.NONE);
        assertThat(body(JSON, "{\"username\":\"\uFEFFx\"}").get("username")).hasValue("\uFEFFx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\r\n\t", "null", " null\n", "\uFEFFnull", "{}"})
    void aJsonBodyThatSaysNothingHasNoMembers(String json) {
        assertThat(body(JSON, json)).isEqualTo(RequestParameters.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tenant_id=t", "tenantId=t", "tenantId=t&tenant_id=t"})
    void theTenantHasTwoNames(String form) {
        assertThat(body(FORM, form).values()).isEqualTo(Map.of("tenantId", "t"));
        assertThat(RequestParametersParser.parseQuery(form).values()).isEqualTo(Map.of("tenantId", "t"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tenantId=a&tenant_id=b", "tenantId=&tenant_id=b", "tenantId=a&tenant_id="})
    void twoTenantsAreRefused(String form) {
        assertRefused(LoginApiRefusal.TENANT, FORM, form);
    }

    @Test
    void theTenantOfTheBodyWinsByEitherName() {
        RequestParameters all = body(FORM, "tenantId=body").orElse(RequestParametersParser.parseQuery("tenant_id=query"));

        assertThat(all.values()).isEqualTo(Map.of("tenantId", "body"));
    }

    @Test
    void theNamesInAQueryAreFoundInAMalformedOneToo() {
        assertThat(RequestParametersParser.namesInQuery("a=1&b&c=%zz&&d=x=y&a=2"))
                .containsExactlyInAnyOrder("a", "b", "c", "", "d");
        assertThat(RequestParametersParser.namesInQuery(null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"{}\"", "[]", "[{}]", "{", "}", "{]", "{}{}", "{} x", "{\"a\"}", "{\"a\":}",
            "{\"a\":1,}", "{a:1}", "{'a':1}", "{\"a\":NaN}", "{\"a\":01}", "{\"a\":{}}", "{\"a\":[]}", "{\"a\":1,\"a\":1}",
            "{\"a\":1,\"\\u0061\":null}", "{\"a\":\"\n\"}", "{\"a\":\"\\x\"}", "/**/{}", "\uFEFF\uFEFF{}", "nul", "nullnull",
            "Null", "undefined", "\u00A0"})
    void whatIsNoJsonObjectOfSingleValuesIsRefused(String json) {
        assertRefused(LoginApiRefusal.MALFORMED, JSON, json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1&a=2", "a&a", "a=%", "a=%z0", "%=1", "a=%FF", "a=%C0%80", "a=%ED%A0%80"})
    void aFormThatIsNotWellFormedIsRefused(String form) {
        assertRefused(LoginApiRefusal.MALFORMED, FORM, form);
    }

    @Test
    void deepNestingIsRefused() {
        assertRefused(LoginApiRefusal.MALFORMED, JSON, "{\"a\":" + "[".repeat(30_000));
    }

    @Test
    void numbersOfAnyLengthAreReadOrRefused() {
        assertRefused(LoginApiRefusal.MALFORMED, JSON, "{\"a\":" + "9".repeat(60_000) + "}");
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() {
        byte[] latin1 = "{\"username\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
        byte[] utf16 = "{\"username\":\"x\"}".getBytes(StandardCharsets.UTF_16);

        assertThatExceptionOfType(LoginApiException.class).isThrownBy(() -> RequestParametersParser.parseBody(JSON, latin1));
        assertThatExceptionOfType(LoginApiException.class).isThrownBy(() -> RequestParametersParser.parseBody(JSON, utf16));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"username\":\"a\\u0000\"}", "{\"tenantId\":\"a\\nb\"}", "{\"username\":\"\\ud800\"}",
            "{\"password\":\"\\udc00\\ud800\"}", "{\"captchaCode\":\"\\u0085\"}"})
    void charactersThatNoDatabaseTakesAreRefused(String json) {
        assertRefused(LoginApiRefusal.CHARACTERS, JSON, json);
    }

    @Test
    void aPasswordMayHaveControlCharacters() {
        assertThat(body(JSON, "{\"password\":\"a\\tb\"}").get("password")).hasValue("a\tb");
    }

    @Test
    void whatIsTooLargeIsRefused() {
        int limit = BodyLimitFilter.LIMIT;
        String padded = "{\"username\":\"x\"}" + " ".repeat(limit - "{\"username\":\"x\"}".length());

        assertThat(body(JSON, padded).get("username")).hasValue("x");
        assertRefused(LoginApiRefusal.TOO_LARGE, JSON, padded + " ");
    }

    @Test
    void theBodyWinsOverTheQuery() {
        RequestParameters all = body(JSON, "{\"username\":\"body\"}")
                .orElse(RequestParametersParser.parseQuery("username=query&password=query"));

        assertThat(all.values()).isEqualTo(Map.of("username", "body", "password", "query"));
    }

    private static RequestParameters body(String contentType, String body) {
        return RequestParametersParser.parseBody(contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(LoginApiRefusal refusal, String contentType, String body) {
        assertThatExceptionOfType(LoginApiException.class).isThrownBy(() -> body(contentType, body))
                .extracting(LoginApiException::refusal).isEqualTo(refusal);
    }
}
