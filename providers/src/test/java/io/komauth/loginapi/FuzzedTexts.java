package io.komauth.loginapi;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@link RequestFuzzer} puts into requests. In a head each character is a byte, elsewhere a character. */
final class FuzzedTexts {

    /** Values of any member, parameter or header. */
    static final List<String> VALUES = List.of("", " ", "\t", "\0", "a\0b", "\r\nX-Injected: 1", "a\nb", "\u0007",
            "\u001b[31m", "\u0085", "\u007f", "\ud800", "\udc00\ud800", "\uffff", "\u202e", "\u2028", "张三", "😀", "ﬁ", "ı",
            "İ", "'", "\"", "\\", "' or 1=1 --", "%", "_", "%00", "%zz", "..", "../../etc/passwd", "..%2f", "/", "//", "?",
            "#", ";", "{0}", "'{0}", "{", "${jndi:ldap://127.0.0.1/x}", "${vault.key}", "#{1+1}",
            "<script>alert(1)</script>", "null", "true", "-1", "1e999", "NaN", "master", "Master", "000000", "00000０",
            "captcha", "all", "openid", "offline_access", "all all", "all ", "ALL", "*", "x".repeat(255), "x".repeat(256),
            "é".repeat(255), "x".repeat(1_024), "x".repeat(1_025), "x".repeat(10_000), "😀".repeat(10_000),
            "x".repeat(100_000));

    /** Names that Keycloak's token endpoint knows, that parsers stumble over, or that look like documented ones. */
    static final List<String> NAMES = List.of("client_id", "client_secret", "client_assertion", "client_assertion_type",
            "code", "code_verifier", "redirect_uri", "otp", "totp", "nonce", "resource", "audience", "request",
            "request_uri", "claims", "subject_token", "subject_token_type", "requested_issuer", "device_code", "auth_req_id",
            "assertion", "dpop_jkt", "authorization_details", "response_type", "login_hint", "captcha", "captcha_key",
            "TENANTID", "Tenant-Id", "USERNAME", "username ", "username\0", "username[]", "user.name", "__proto__",
            "constructor", "@type", "$ref", "", " ", "\0", "\ud800", "张", "x".repeat(10_000));

    static final List<String> GRANT_TYPES = List.of("password", "refresh_token", "CAPTCHA", "captcha ", "captcha,password",
            "sms_code", "social", "implicit", "client_credentials", "authorization_code",
            "urn:ietf:params:oauth:grant-type:token-exchange", "urn:ietf:params:oauth:grant-type:device_code",
            "urn:ietf:params:oauth:grant-type:jwt-bearer", "urn:ietf:params:oauth:grant-type:uma-ticket",
            "urn:openid:params:grant-type:ciba", "urn:ietf:params:oauth:grant-type:pre-authorized_code");

    /** Values as JSON has them, or has not. */
    static final List<String> JSON_VALUES = List.of("null", "true", "false", "0", "-0", "12345", "1e400", "1e2147483648",
            "01", "+1", ".5", "0x1F", "9".repeat(500), "9".repeat(5_000), "0.".concat("1".repeat(3_000)), "-", "{}", "[]",
            "[[]]", "[\"a\"]", "{\"a\":1}", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u0000\"", "\"\\u000\"", "\"\\x\"",
            "\"\n\"", "\"\0\"", "NaN", "Infinity", "-Infinity", "undefined", "'a'", "a", "\"", "/**/1", "1 // one", "",
            "[".repeat(1_001), "[".repeat(30_000), "{\"a\":".repeat(2_000), "[".repeat(900) + "]".repeat(900));

    static final List<String> BODIES = List.of("", " ", "\0", "null", "true", "1", "1e9999", "NaN", "\"\"", "[]", "[{}]",
            "{", "}", "{}", "{}{}", "{}x", "{}]", "{\"a\"}", "{\"a\":}", "{,}", "{\"a\":1,}", "{a:1}", "{'a':1}",
            "{'a':'b'}", "/**/{}", "//\n{}", "{}#", "\uFEFF{}", "\u001e{}", "<xml/>", "--- {a: 1}", "grant_type",
            "grant_type=captcha", "=", "=&=", "&", "&&=&", "+", "%", "%4", "%zz", "a=%zz&b=%", "%00=%00", "a=%ff",
            "a=%c0%80", "a=%ED%A0%80", "a=%u0041", "a=1&a=2", "a=1&%61=2", "a;b=c", "--x\r\n\r\n--x--",
            "--x\r\nContent-Disposition: form-data; name=\"scope\"\r\n\r\nall\r\n--x--", "[".repeat(65_000),
            "[".repeat(65_537), "{\"a\":".repeat(10_000), "a&".repeat(20_000), "&".repeat(65_536), "%".repeat(65_000),
            "x".repeat(65_536), "x".repeat(65_537), "x".repeat(200 * 1_024));

    /** Not one of them is text in UTF-8, or not text that JSON allows. */
    static final List<byte[]> BYTES = List.of(new byte[] {(byte) 0xFF}, new byte[] {(byte) 0xC0, (byte) 0x80},
            new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
            new byte[] {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80}, new byte[] {(byte) 0xE5, (byte) 0xBC},
            new byte[] {(byte) 0x80}, new byte[] {0}, new byte[] {0x1F}, new byte[] {'\n'});

    static final List<String> CONTENT_TYPES = List.of("", " ", "/", "json", "application", "application/", "/json", ";",
            "application/json;", "application/json; charset", "application/json; charset=UTF-16",
            "application/json; charset=x", "application/json;charset=\"", "application/json, text/plain", "APPLICATION/JSON",
            "application/ld+json", "application/*", "*/*", "text/plain", "text/html", "application/xml",
            "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=GBK",
            "application/x-www-form-urlencoded; charset=x", "multipart/form-data", "multipart/form-data; boundary=x",
            "multipart/form-data; boundary=", "multipart/form-data; boundary=\"", "multipart/mixed; boundary=x",
            " multipart/form-data; boundary=x", "MULTIPART/x", "application/octet-stream", "application/yaml",
            "\u00ff/\u00ff", "x".repeat(5_000), "a/" + "b".repeat(5_000));

    static final List<String> QUERIES = List.of("?", "??", "?a", "?a=%zz", "?%", "?%4", "?a=1&a=1", "?%00=%00", "?a=%ff",
            "?{}", "?[]", "?|", "?\\", "?^`", "?\"<>", "?a=\u00ff", "?a=b#c", "?a=" + raw("张三"), "?grant_type=captcha",
            "?grant_type=password&grant_type=password", "?grant_type=client_credentials", "?client_id=sword",
            "?client_id=a&client_id=b", "?client_id=sword&client_secret=sword_secret", "?tenantId=000000",
            "?tenantId=master", "?tenantId=%00", "?scope=openid", "?scope=all", "?username=%ED%A0%80", "?captchaKey=x",
            "?fp=" + "x".repeat(65), "?auth_session_id=x&kc_locale=xx", "?kc_locale=%zz", "?a=" + "x".repeat(3_000),
            "?" + "a&".repeat(1_500));

    static final List<String> TARGETS = List.of("POST /kom-ams-auth/oauth/captcha", "GET /kom-ams-auth/oauth/token",
            "PUT /kom-ams-auth/oauth/token", "DELETE /kom-ams-auth/oauth/token", "PATCH /kom-ams-auth/oauth/token",
            "HEAD /kom-ams-auth/oauth/token", "HEAD /kom-ams-auth/oauth/captcha", "OPTIONS /kom-ams-auth/oauth/token",
            "OPTIONS /kom-ams-auth/oauth/logout", "OPTIONS *", "TRACE /kom-ams-auth/oauth/token",
            "POST /kom-ams-auth/oauth/token/", "POST /kom-ams-auth//oauth/token", "POST //kom-ams-auth/oauth/token",
            "POST /kom-ams-auth/oauth/token;a=b", "POST /kom-ams-auth/oauth;a/token", "POST /kom-ams-auth/oauth/%74oken",
            "POST /kom-ams-auth/oauth/token%00", "POST /kom-ams-auth/oauth/token%zz", "POST /kom-ams-auth/oauth/token%2f",
            "POST /kom-ams-auth/oauth/../oauth/token", "POST /kom-ams-auth/oauth/%2e%2e/oauth/token",
            "POST /kom-ams-auth/oauth/token\\", "POST /kom-ams-auth/oauth", "POST /KOM-AMS-AUTH/oauth/token",
            "POST http://127.0.0.1/kom-ams-auth/oauth/token", "POST kom-ams-auth/oauth/token",
            "post /kom-ams-auth/oauth/token", "P\0ST /kom-ams-auth/oauth/token", "POST  /kom-ams-auth/oauth/token", "POST",
            "");

    static final List<String> CREDENTIALS = List.of("", ":", "sword", "sword:%zz", "%:%", "sword:", ":sword_secret", "sword:wrong", "nobody:x",
            "sword:sword_secret:x", "sw%6frd:sword_secret", "%ff:%00", "a+b:c", "\0:\0", "sword\0:x", "\ud800:x", "张三:李四",
            "sword\r\n\tat forged.Log(Line.java:1):x", "admin-cli:", "account-console:x", "security-admin-console:",
            "x".repeat(255) + ":x", "x".repeat(256) + ":x", "x".repeat(4_001) + ":x", "sword:" + "x".repeat(3_000), "':x",
            "\":x");

    static final List<String> JOSE_HEADERS = List.of("{}", "null", "[]", "\"\"", "1", "", "x", "{\"alg\":null}",
            "{\"alg\":1}", "{\"alg\":[]}", "{\"alg\":\"\"}", "{\"alg\":\"none\"}", "{\"alg\":\"None\",\"kid\":\"x\"}",
            "{\"alg\":\"HS256\"}", "{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"x\"}", "{\"alg\":\"HS512\",\"kid\":null}",
            "{\"alg\":\"HS256-shared\",\"kid\":\"x\"}", "{\"alg\":\"RS256\",\"kid\":\"" + "x".repeat(2_000) + "\"}",
            "{\"alg\":\"ES256\",\"kid\":1}", "{\"alg\":\"EdDSA\",\"kid\":\"\\u0000\",\"crv\":\"x\"}", "{\"alg\":\"dir\"}",
            "{\"alg\":\"RSA-OAEP\",\"enc\":\"A256GCM\",\"kid\":\"x\"}",
            "{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"kid\":\"x\"}",
            "{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"zip\":\"DEF\",\"kid\":{}}", "{\"alg\":\"HS256\",\"crit\":[\"x\"]}",
            "{\"alg\":");

    static final List<String> JWT_PAYLOADS = List.of("{}", "null", "[]", "\"\"", "1", "", "x", "{\"iss\":1}",
            "{\"iss\":null,\"typ\":\"Bearer\"}", "{\"iss\":\"\",\"typ\":\"Bearer\"}", "{\"iss\":\"%zz\",\"typ\":\"Bearer\"}",
            "{\"iss\":\"a b\",\"typ\":\"Bearer\"}", "{\"iss\":\"mailto:a\",\"typ\":\"Bearer\"}",
            "{\"iss\":\"/realms/000000\",\"typ\":\"Bearer\"}", "{\"iss\":\"/realms/000000\",\"typ\":\"Bearer\",\"azp\":[]}",
            "{\"iss\":\"/realms/master\",\"typ\":\"Bearer\",\"azp\":\"admin-cli\"}", "{\"iss\":\"/\",\"typ\":\"Bearer\"}",
            "{\"iss\":\"/\\u0000\",\"typ\":\"Bearer\"}", "{\"iss\":\"/realms/000000\",\"typ\":\"DPoP\",\"exp\":\"x\"}",
            "{\"iss\":\"/realms/000000\",\"typ\":\"Refresh\",\"exp\":1e99}", "{\"typ\":[]}",
            "{\"typ\":\"Offline\",\"sid\":null}", "{\"aud\":{}}", "{\"exp\":", "[".repeat(3_000), "{\"a\":".repeat(600));

    /**
     * By the headers' names, the commonest first. No malformed {@code Host}, as the server logs an error for each before we
     * are asked; and no upgrade to HTTP/2, after which it waits for other requests than these.
     */
    static final Map<String, List<String>> HEADERS = headers();

    private FuzzedTexts() {
    }

    /** @return the characters whose bytes are this text in UTF-8 */
    static String raw(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    static String base64Url(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, List<String>> headers() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("Authorization", List.of("", "Basic", "basic c3dvcmQ6c3dvcmRfc2VjcmV0",
                "Basic  c3dvcmQ6c3dvcmRfc2VjcmV0 ", "Basic %%%", "Basic =", "Basic \u00ff", "Basic _-8",
                "Basic c3dvcmQ6c3dvcmRfc2VjcmV0,Basic c3dvcmQ6", "Basic " + "QUFB".repeat(1_500), "Bearer", "Bearer  ",
                "Bearer x", "Bearer a.b", "Bearer ..", "Bearer a.b.c.d.e", "Bearer bnVsbA.bnVsbA.bnVsbA", "DPoP x",
                "Negotiate YII=", "Digest username=\"x\"", "sword:sword_secret"));
        headers.put("tenantId", List.of("", " ", "master", "000001", "../000000", "000000/", "000000%00",
                "%30%30%30%30%30%30", "0000 00", "'000000'", "\"000000\"", "000000,000000", "000000;", "\u00ff", raw("租户"),
                "${x}", "/", "..", "%", "9".repeat(256), "9".repeat(10_000)));
        headers.put("Tenant-Id", List.of("", "master", "000001", "a/b", "%2e%2e", raw("租户"), "9".repeat(5_000)));
        headers.put("Content-Type", CONTENT_TYPES);
        headers.put("Captcha-Key", List.of("", " ", "x", "....", "a.b.c.d.e", "\u00ff", "x".repeat(5_000)));
        headers.put("Captcha-Code", List.of("", " ", "x", "\u00ff", raw("码"), "x".repeat(5_000)));
        headers.put("Accept-Language", List.of("", " ", ";", ";;;", ",", "zh-CN;q=x", "zh;q=-1", "zh;q=2", "zh;q=NaN",
                "zh;q=0", "*", "*;q=0", "-", "zh-", "zh_CN", "zh--CN", "i-klingon", "x-" + "y".repeat(100), "\u00ff",
                "a-".repeat(2_000), "en,".repeat(1_000), "en-" + "a".repeat(9), "../en", "tr", "zh-Hant-TW-u-nu-hanidec",
                "und", "{0}", "art-lojban"));
        headers.put("Origin", List.of("", "null", "*", "x", "://", "https://elsewhere.example.org", "https://a,https://b",
                "http://[", "https://" + "x".repeat(3_000), "\u00ff"));
        headers.put("Blade-Auth", List.of("", "bearer", "bearer ", "x.y.z", "bearer a.b.c", "bearer " + "x".repeat(5_000),
                "a".repeat(2_000) + "." + "b".repeat(2_000) + ".c", "\u00ff.\u00ff.\u00ff"));
        headers.put("Accept", List.of("", "x", "text/html", "image/png;q=0", "*/*;q=x", "application/yaml", "/"));
        headers.put("Content-Encoding", List.of("gzip", "br", "deflate", "identity", "x", ""));
        headers.put("Cookie", List.of("KEYCLOAK_IDENTITY=x; AUTH_SESSION_ID=y", "=", ";", "KEYCLOAK_SESSION=\u00ff",
                "a=\""));
        headers.put("DPoP", List.of("", "x", "a.b.c", "bnVsbA.bnVsbA.bnVsbA", "e30.e30.e30"));
        headers.put("X-Forwarded-For", List.of("x", "", "::1, 127.0.0.1"));
        headers.put("X-Forwarded-Host", List.of("/", "", "a b", "["));
        headers.put("Forwarded", List.of("for=\"", "host=[;proto=x"));
        headers.put("X-HTTP-Method-Override", List.of("DELETE", ""));
        headers.put("User-Agent", List.of("", "\u00ff", "x".repeat(5_000)));
        headers.put("Host", List.of("elsewhere.example.org", "127.0.0.1:1", "[::1]"));
        headers.put("Expect", List.of("100-continue", "x"));
        headers.put("Range", List.of("bytes=0-1"));
        headers.put("Upgrade", List.of("websocket", "x"));
        headers.put("", List.of("", "x"));
        headers.put("X-\0", List.of("x"));
        return headers;
    }
}
