package io.komauth.loginapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import io.komauth.testing.DemoTenant;
import io.komauth.testing.EachDatabase;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.LoginApiRequest;
import io.komauth.testing.Poll;
import io.komauth.testing.Request;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** What the documented API refuses: with which status and error, and in which words. */
@WithKeycloak
@EachDatabase
class LoginApiRefusalsIT {

    private static final String TENANT_EN = "The tenant is unknown, or the request names different ones.";
    private static final String TENANT_ZH = "租户不存在，或请求中的租户不一致。";
    private static final String MALFORMED_EN =
            "The request must be a JSON object or a form in UTF-8 that has each member once, with a simple value.";
    private static final String MALFORMED_ZH = "请求须为 UTF-8 编码的 JSON 对象或表单，每个参数只能出现一次，且值不能嵌套。";
    private static final String MEDIA_TYPE_EN =
            "Send the request as application/json, application/x-www-form-urlencoded or multipart/form-data.";
    private static final String MEDIA_TYPE_ZH =
            "请求须为 application/json、application/x-www-form-urlencoded 或 multipart/form-data。";
    private static final String PART = "Content-Disposition: form-data; ";
    private static final String SCOPE_EN = "scope must be all, and the client must have that scope.";
    private static final String SCOPE_ZH = "scope 须为 all，且客户端须拥有该 scope。";
    private static final String CREDENTIALS_EN = "Wrong username or password.";
    private static final String CREDENTIALS_ZH = "用户名或密码错误。";
    private static final String INVALID_CAPTCHA_EN = "The captcha has expired or was used before. Fetch another one.";
    private static final String INVALID_CAPTCHA_ZH = "验证码已过期或已使用，请重新获取。";
    private static final String NOT_ALLOWED_EN = "The client may not log users in this way.";
    private static final String NOT_ALLOWED_ZH = "该客户端不允许以此方式登录用户。";

    /** A tenant for all tests that need no other: to make a realm takes longer than the rest of such a test. */
    private static TestRealm shared;

    @BeforeAll
    static void createTenant(KeycloakServer server) {
        shared = DemoTenant.copyTo(server, realm -> {
            realm.setInternationalizationEnabled(true);
            realm.setSupportedLocales(Set.of("en", "de", "zh-CN", "zh-TW", "zh-Hans", "zh-Hant", "zh_CN", "pt_BR", "is"));
        });
    }

    @AfterAll
    static void removeTenant() {
        shared.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void aRequestIsRefused(String what, Function<LoginApiRequest, ServerResponse> request, int status, String error,
            String english, String chinese, KeycloakServer server) {
        assertRefused(request.apply(LoginApiRequest.example(server).header("Accept-Language", "en")), status, error, english);
        assertRefused(request.apply(LoginApiRequest.example(server).header("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.8")),
                status, error, chinese);
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                refusal("no tenant", r -> r.header("tenantId", null).member("tenantId", null).send(), 400,
                        "invalid_request", TENANT_EN, TENANT_ZH),
                refusal("an unknown tenant", r -> r.header("tenantId", "x").member("tenantId", "x").send(), 400,
                        "invalid_request", TENANT_EN, TENANT_ZH),
                refusal("header and body that differ", r -> r.member("tenantId", "master").send(), 400,
                        "invalid_request", TENANT_EN, TENANT_ZH),
                refusal("two headers that differ", r -> r.header("Tenant-Id", "master").send(), 400,
                        "invalid_request", TENANT_EN, TENANT_ZH),
                refusal("an empty header", r -> r.header("Tenant-Id", "").send(), 400,
                        "invalid_request", TENANT_EN, TENANT_ZH),
                refusal("an array", body("[]"), 400, "invalid_request", MALFORMED_EN, MALFORMED_ZH),
                refusal("an empty body", body(""), 400, "invalid_request", "grant_type is missing.", "缺少 grant_type。"),
                refusal("a body that is null", body("null"), 400, "invalid_request", "grant_type is missing.", "缺少 grant_type。"),
                refusal("UTF-16", r -> r.send("application/json", "{\"scope\":\"all\"}".getBytes(StandardCharsets.UTF_16)),
                        400, "invalid_request", MALFORMED_EN, MALFORMED_ZH),
                refusal("two names of the tenant that differ", r -> r.member("tenant_id", "master").send(), 400,
                        "invalid_request", TENANT_EN, TENANT_ZH),
                refusal("a member twice", body("{\"scope\":\"all\",\"scope\":\"all\"}"), 400, "invalid_request",
                        MALFORMED_EN, MALFORMED_ZH),
                refusal("a nested value", body("{\"other\":{\"a\":1}}"), 400, "invalid_request", MALFORMED_EN, MALFORMED_ZH),
                refusal("something after the object", body("{} {}"), 400, "invalid_request", MALFORMED_EN, MALFORMED_ZH),
                refusal("no UTF-8", r -> r.send("application/json", new byte[] {'{', '"', (byte) 0xFF, '"', ':', '1', '}'}),
                        400, "invalid_request", MALFORMED_EN, MALFORMED_ZH),
                refusal("a form with a malformed escape", r -> r.send("application/x-www-form-urlencoded",
                        "scope=%zz".getBytes(StandardCharsets.UTF_8)), 400, "invalid_request", MALFORMED_EN, MALFORMED_ZH),
                refusal("a form that is no UTF-8", r -> r.send("application/x-www-form-urlencoded",
                        "scope=%ff".getBytes(StandardCharsets.UTF_8)), 400, "invalid_request", MALFORMED_EN, MALFORMED_ZH),
                refusal("a form with a member twice", r -> r.send("application/x-www-form-urlencoded",
                        "scope=all&scope=all".getBytes(StandardCharsets.UTF_8)), 400, "invalid_request", MALFORMED_EN,
                        MALFORMED_ZH),
                refusal("half a character", body("{\"tenantId\":\"000000\",\"username\":\"\\ud800\"}"), 400, "invalid_request",
                        "username has characters that are not allowed.", "username 含有不允许的字符。"),
                refusal("a control character", r -> r.member("username", "ad\0min").send(), 400, "invalid_request",
                        "username has characters that are not allowed.", "username 含有不允许的字符。"),
                refusal("another scope", r -> r.member("scope", "openid").send(), 400, "invalid_request", SCOPE_EN, SCOPE_ZH),
                refusal("more than 64 KiB", r -> r.member("other", "x".repeat(64 * 1024)).send(), 413, "invalid_request",
                        "The request is too large.", "请求内容过大。"),
                refusal("another content type", r -> r.send("text/plain", "{}".getBytes(StandardCharsets.UTF_8)), 415,
                        "invalid_request", MEDIA_TYPE_EN, MEDIA_TYPE_ZH),
                refusal("a malformed content type", r -> r.send("json", "{}".getBytes(StandardCharsets.UTF_8)), 415,
                        "invalid_request", MEDIA_TYPE_EN, MEDIA_TYPE_ZH),
                refusal("another multipart type", r -> r.send("multipart/mixed; boundary=x",
                        "--x--".getBytes(StandardCharsets.UTF_8)), 415, "invalid_request", MEDIA_TYPE_EN, MEDIA_TYPE_ZH),
                refusal("a multipart form that is cut off", multipart("--x\r\n" + PART + "name=\"scope\"\r\n\r\nall"), 400,
                        "invalid_request", MALFORMED_EN, MALFORMED_ZH),
                refusal("a multipart form without a boundary", r -> r.send("multipart/form-data",
                        "--x--".getBytes(StandardCharsets.UTF_8)), 400, "invalid_request", MALFORMED_EN, MALFORMED_ZH),
                refusal("a multipart form with a member twice", multipart(
                        ("--x\r\n" + PART + "name=\"a\"\r\n\r\nb\r\n").repeat(2) + "--x--"), 400, "invalid_request",
                        MALFORMED_EN, MALFORMED_ZH),
                refusal("a file", multipart("--x\r\n" + PART
                        + "name=\"password\"; filename=\"p.txt\"\r\n\r\na\r\n--x--"), 400, "invalid_request",
                        "A part of the form is a file. Send each member as text.",
                        "表单中包含文件，请以文本形式发送每个参数。"),
                refusal("a compressed body", r -> r.header("Content-Encoding", "gzip")
                        .send("application/json", new byte[] {0x1f}), 415, "invalid_request",
                        "Send the request without a Content-Encoding.", "请不要压缩请求内容（Content-Encoding）。"),
                refusal("an empty multipart form", multipart("--x--"), 400, "invalid_request", "grant_type is missing.",
                        "缺少 grant_type。"),
                refusal("no grant type", r -> r.member("grant_type", null).send(), 400, "invalid_request",
                        "grant_type is missing.", "缺少 grant_type。"),
                refusal("an unknown grant type", r -> r.member("grant_type", "sms_code").send(), 400,
                        "unsupported_grant_type", "grant_type must be captcha, password or refresh_token.",
                        "grant_type 须为 captcha、password 或 refresh_token。"),
                refusal("a grant type of Keycloak's", r -> r.member("grant_type", "client_credentials").send(), 400,
                        "unsupported_grant_type", "grant_type must be captcha, password or refresh_token.",
                        "grant_type 须为 captcha、password 或 refresh_token。"),
                refusal("no username", r -> r.member("username", "").send(), 400, "invalid_request",
                        "username is missing.", "缺少 username。"),
                refusal("no password", r -> r.member("password", null).send(), 400, "invalid_request",
                        "password is missing.", "缺少 password。"),
                refusal("no refresh token", r -> r.member("grant_type", "refresh_token").send(), 400, "invalid_request",
                        "refresh_token is missing.", "缺少 refresh_token。"),
                refusal("no captchaKey", r -> r.member("captchaKey", null).send(), 400, "invalid_request",
                        "captchaKey is missing.", "缺少 captchaKey。"),
                refusal("a blank captchaKey", r -> r.member("captchaKey", " ").send(), 400, "invalid_request",
                        "captchaKey is missing.", "缺少 captchaKey。"),
                refusal("no captchaCode", r -> r.member("captchaCode", null).send(), 400, "invalid_request",
                        "captchaCode is missing.", "缺少 captchaCode。"),
                refusal("a blank captchaCode", r -> r.member("captchaCode", "").send(), 400, "invalid_request",
                        "captchaCode is missing.", "缺少 captchaCode。"),
                refusal("a wrong code", r -> r.member("captchaCode", "wrong").send(), 400, "invalid_grant",
                        "The captcha code is wrong.", "验证码错误。"),
                refusal("a key that is none", r -> r.member("captchaKey", "e103dc7eb667e1dbc4010c9c224d2628").send(), 400,
                        "invalid_grant", INVALID_CAPTCHA_EN, INVALID_CAPTCHA_ZH),
                refusal("a key that was used", r -> {
                    r.send();
                    return r.send();
                }, 400, "invalid_grant", INVALID_CAPTCHA_EN, INVALID_CAPTCHA_ZH),
                refusal("an unknown client", r -> r.client("nobody", "sword_secret").send(), 401, "invalid_client",
                        "The client could not be authenticated.", "客户端认证失败。"),
                refusal("a wrong secret", r -> r.client("sword", "wrong").send(), 401, "unauthorized_client",
                        "The client could not be authenticated.", "客户端认证失败。"),
                refusal("no client", r -> r.header("Authorization", null).send(), 401, "invalid_client",
                        "The client could not be authenticated.", "客户端认证失败。"),
                refusal("a client id with a control character", r -> r.client("sword\0", "sword_secret").send(), 401,
                        "invalid_client", "The client could not be authenticated.", "客户端认证失败。"),
                refusal("credentials that are none", r -> r.header("Authorization", "Basic _-8").send(), 401,
                        "invalid_client", "The client could not be authenticated.", "客户端认证失败。"),
                refusal("no client in a form", r -> r.header("Authorization", null).sendAsForm(), 401, "invalid_client",
                        "The client could not be authenticated.", "客户端认证失败。"),
                refusal("a client without direct grants", r -> r.client("account-console", "").send(), 400,
                        "unauthorized_client", NOT_ALLOWED_EN, NOT_ALLOWED_ZH),
                refusal("a refresh token that is none", r -> r.member("grant_type", "refresh_token")
                        .member("refresh_token", "x").send(), 400, "invalid_grant",
                        "The refresh token is not valid any more. Log in again.", "刷新令牌已失效，请重新登录。"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tenants")
    void aLoginIsRefused(String what, Consumer<RealmRepresentation> change, Function<LoginApiRequest, ServerResponse> request,
            int status, String error, String english, String chinese, KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, change)) {
            assertRefused(request.apply(LoginApiRequest.example(server, tenant).header("Accept-Language", "en")), status,
                    error, english);
            assertRefused(request.apply(LoginApiRequest.example(server, tenant)), status, error, chinese);
        }
    }

    static Stream<Arguments> tenants() {
        Function<LoginApiRequest, ServerResponse> asItIs = LoginApiRequest::send;
        return Stream.of(
                refusal("a wrong password", realm -> { }, r -> r.member("password", "0".repeat(32)).send(), 400,
                        "invalid_grant", CREDENTIALS_EN, CREDENTIALS_ZH),
                refusal("an unknown user", realm -> { }, r -> r.member("username", "nobody").send(), 400, "invalid_grant",
                        CREDENTIALS_EN, CREDENTIALS_ZH),
                refusal("a disabled user", realm -> user(realm).setEnabled(false), asItIs, 400, "invalid_grant",
                        "The account is disabled.", "账号已被禁用。"),
                refusal("a user who must change the password",
                        realm -> user(realm).setRequiredActions(List.of("UPDATE_PASSWORD")), asItIs, 400, "invalid_grant",
                        "The account is not fully set up: the password must be changed, or something else is missing.",
                        "账号尚未完成设置：需要修改密码，或缺少其他信息。"),
                refusal("a client that needs consent", realm -> client(realm).setConsentRequired(true), asItIs, 400,
                        "invalid_client", NOT_ALLOWED_EN, NOT_ALLOWED_ZH),
                refusal("a disabled client", realm -> client(realm).setEnabled(false), asItIs, 401, "invalid_client",
                        "The client could not be authenticated.", "客户端认证失败。"),
                refusal("a client without the scope", realm -> client(realm).setDefaultClientScopes(List.of("basic")), asItIs,
                        400, "invalid_scope", SCOPE_EN, SCOPE_ZH),
                refusal("a tenant without a key to sign by", realm -> realm.getAttributes().remove("tenant.signing-key"),
                        asItIs, 400, "unauthorized_client", "The tenant has no key to sign tokens by.", "该租户没有用于签发令牌的密钥。"),
                refusal("a tenant that asks for HTTPS", realm -> realm.setSslRequired("all"), asItIs, 403,
                        "invalid_request", "HTTPS is required.", "需要使用 HTTPS。"));
    }

    @Test
    void aDisabledTenantIsRefused(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server)) {
            LoginApiRequest login = LoginApiRequest.example(server, tenant);
            RealmRepresentation realm = tenant.admin().toRepresentation();
            realm.setEnabled(false);
            tenant.admin().update(realm);

            assertRefused(login.send(), 403, "access_denied", "租户已被禁用。");
            assertRefused(Request.get(LoginApiRequest.uri(server, "captcha")).header("tenantId", tenant.name())
                    .header("Accept-Language", "en").send(), 403, "access_denied", "The tenant is disabled.");
        }
    }

    /** Older servers tell whoever asks that an account is disabled; newer ones only who knows its password. */
    @Test
    void aDisabledUserWithAWrongPasswordGetsKeycloaksError(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, realm -> user(realm).setEnabled(false))) {
            boolean told = "Account disabled".equals(TokenRequest.captchaGrant(server, tenant).param("password", "wrong")
                    .send().member("error_description"));

            assertRefused(LoginApiRequest.example(server, tenant).member("password", "0".repeat(32)).send(), 400,
                    "invalid_grant", told ? "账号已被禁用。" : CREDENTIALS_ZH);
        }
    }

    @Test
    void aLockedUserIsRefusedAsOneWithAWrongPasswordIs(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, DemoTenant::protect)) {
            String user = tenant.admin().users().search("admin").get(0).getId();
            Poll.until("the user is locked", () -> {
                LoginApiRequest.example(server, tenant).member("password", "0".repeat(32)).send();
                return (Boolean) tenant.admin().attackDetection().bruteForceUserStatus(user).get("disabled");
            });

            assertRefused(LoginApiRequest.example(server, tenant).send(), 400, "invalid_grant", CREDENTIALS_ZH);
        }
    }

    @Test
    void aStaleRefreshTokenIsRefused(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server)) {
            ServerResponse login = LoginApiRequest.example(server, tenant).send();
            tenant.admin().logoutAll();

            assertRefused(LoginApiRequest.refresh(server, tenant.name(), login).send(), 400, "invalid_grant",
                    "刷新令牌已失效，请重新登录。");
        }
    }

    @Test
    void wrongCaptchasLockNobodyOut(KeycloakServer server) {
        for (int i = 0; i < 8; i++) {
            LoginApiRequest.example(server, shared).member("captchaCode", "wrong").send();
        }

        assertThat(LoginApiRequest.example(server, shared).send().status()).isEqualTo(200);
    }

    @Test
    void anOperatorFindsEachRefusalInTheEvents(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server)) {
            LoginApiRequest.example(server, tenant).member("scope", "openid").send();
            LoginApiRequest.example(server, tenant).member("captchaCode", "wrong").send();
            LoginApiRequest.example(server, tenant).member("password", "0".repeat(32)).send();

            Poll.until("three events", () -> errors(tenant).size() == 3);
            assertThat(errors(tenant)).containsExactlyInAnyOrder("invalid_request", "invalid_captcha",
                    "invalid_user_credentials");
        }
    }

    private static List<String> errors(TestRealm tenant) {
        return tenant.admin().getEvents(List.of("LOGIN_ERROR"), null, null, null, null, null, null, null).stream()
                .map(event -> event.getError()).toList();
    }

    /** Where nobody asks for a language, the realm's counts; one that the realm does not have can be asked for all the same. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", value = {
            "none    | zh", "zh | zh", "zh-TW | zh", "zh-Hant-TW;q=0.8 | zh", "zh-HK, en;q=0.9 | zh", "zh-Hans-CN | zh", "zh_CN | zh", "fr, zh-CN;q=0.5 | zh",
            "en-GB   | en", "de, en;q=0.5, zh;q=0.1 | en", "fr | zh", "* | zh", "zh;q=0, en | en", ";;;=,, | zh"})
    void theLanguageIsTheCallers(String acceptLanguage, String language, KeycloakServer server) {
        ServerResponse response = LoginApiRequest.withoutCaptcha(server, DemoTenant.NAME)
                .header("Accept-Language", acceptLanguage)
                .member("scope", "openid").send();

        assertThat(response.member("error_description")).isEqualTo(language.equals("zh") ? SCOPE_ZH : SCOPE_EN);
    }

    /** What Keycloak's own pages are in is no text of ours: without one, all Chinese is one language, and the rest reads English. */
    @ParameterizedTest
    @CsvSource(nullValues = "none", value = {"zh-CN,de,en", "zh-CN,zh-TW,zh", "zh-CN,zh-Hans,zh", "de,zh-Hant,zh", "de,none,en",
            "zh-TW,none,zh", "zh-CN,fr,zh", "zh_CN,none,zh", "zh_CN,fr,zh", "pt_BR,none,en", "de,zh-Hant-HK,zh", "is,none,en"})
    void aLanguageOfTheRealmThatWeDoNotHaveIsReadAsOneThatWeHave(String realmsOwn, String acceptLanguage, String language,
            KeycloakServer server) {
        RealmRepresentation change = new RealmRepresentation();
        change.setDefaultLocale(realmsOwn);
        shared.admin().update(change);
        LoginApiRequest request = LoginApiRequest.withoutCaptcha(server, shared.name()).member("scope", "openid");
        if (acceptLanguage != null) {
            request.header("Accept-Language", acceptLanguage);
        }

        assertThat(request.send().member("error_description")).isEqualTo(language.equals("zh") ? SCOPE_ZH : SCOPE_EN);
    }

    /** Also by what is no message format, which is taken as it is. */
    @ParameterizedTest
    @ValueSource(strings = {"再看一看", "{code} 错误"})
    void aRealmOverridesItsTexts(String text, KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server)) {
            tenant.admin().localization().createOrUpdateRealmLocalizationTexts("zh-CN", Map.of("komAuthCaptchaWrongCode", text));

            ServerResponse response = LoginApiRequest.example(server, tenant).member("captchaCode", "wrong").send();

            assertThat(response.member("error_description")).isEqualTo(text);
        }
    }

    /** Until it has a text by the new name. */
    @Test
    void textsOverriddenUnderALegacyKeyCount(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server)) {
            var texts = tenant.admin().localization();
            texts.createOrUpdateRealmLocalizationTexts("zh-CN", Map.of("captchaWrongCode", "再看一看"));

            assertThat(LoginApiRequest.example(server, tenant).member("captchaCode", "wrong").send()
                    .member("error_description")).isEqualTo("再看一看");
            texts.createOrUpdateRealmLocalizationTexts("zh-CN", Map.of("komAuthCaptchaWrongCode", "看错了"));
            assertThat(LoginApiRequest.example(server, tenant).member("captchaCode", "wrong").send()
                    .member("error_description")).isEqualTo("看错了");
        }
    }

    @Test
    void theAdministrationRealmOverridesTheTextsOfRequestsThatHaveNoRealm(KeycloakServer server) {
        var texts = server.admin().realm("master").localization();
        texts.createOrUpdateRealmLocalizationTexts("zh-CN", Map.of("komAuthLoginApiTenant", "没有这个租户"));
        try {
            ServerResponse response = LoginApiRequest.withoutCaptcha(server, "x").header("Accept-Language", "zh-CN").send();

            assertThat(response.member("error_description")).isEqualTo("没有这个租户");
        } finally {
            texts.deleteRealmLocalizationText("zh-CN", "komAuthLoginApiTenant");
        }
    }

    private static void assertRefused(ServerResponse response, int status, String error, String text) {
        assertThat(response.status()).as(response.toString()).isEqualTo(status);
        assertThat(response.member("error")).isEqualTo(error);
        assertThat(response.member("error_description")).isEqualTo(text);
        assertThat(response.header("Content-Type").orElse("")).startsWith("application/json");
        assertThat(response.header("Cache-Control")).hasValue("no-store");
    }

    private static Function<LoginApiRequest, ServerResponse> multipart(String form) {
        return request -> request.send("multipart/form-data; boundary=x", form.getBytes(StandardCharsets.UTF_8));
    }

    private static Function<LoginApiRequest, ServerResponse> body(String json) {
        return request -> request.send("application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    private static UserRepresentation user(RealmRepresentation realm) {
        return realm.getUsers().get(0);
    }

    private static ClientRepresentation client(RealmRepresentation realm) {
        return DemoTenant.client(realm);
    }

    private static Arguments refusal(String what, Function<LoginApiRequest, ServerResponse> request, int status, String error,
            String english, String chinese) {
        return Arguments.of(what, request, status, error, english, chinese);
    }

    private static Arguments refusal(String what, Consumer<RealmRepresentation> change,
            Function<LoginApiRequest, ServerResponse> request, int status, String error, String english, String chinese) {
        return Arguments.of(what, change, request, status, error, english, chinese);
    }
}
