package io.komauth.testing;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A request for a token by the documented API; at first its example, sent to the demo tenant or a copy of it, with a fresh
 * captcha and the right answer.
 */
public final class LoginApiRequest {

    private static final String PATH = "/kom-ams-auth/oauth/";

    private final KeycloakServer server;
    private final ObjectNode members = (ObjectNode) ApiExample.read("request.json");
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String query = "";

    private LoginApiRequest(KeycloakServer server, String tenant) {
        this.server = server;
        member("tenantId", tenant).header("tenantId", tenant).client("sword", "sword_secret");
    }

    public static LoginApiRequest example(KeycloakServer server, String tenant) {
        return withoutCaptcha(server, tenant).captcha(fetchCaptcha(server, tenant), TokenRequest.CODE);
    }

    public static LoginApiRequest example(KeycloakServer server) {
        return example(server, DemoTenant.NAME);
    }

    public static LoginApiRequest example(KeycloakServer server, TestRealm tenant) {
        return example(server, tenant.name());
    }

    /** With the example's captcha, which is long gone. */
    public static LoginApiRequest withoutCaptcha(KeycloakServer server, String tenant) {
        return new LoginApiRequest(server, tenant);
    }

    /** A request that refreshes the tokens of an earlier answer. */
    public static LoginApiRequest refresh(KeycloakServer server, String tenant, ServerResponse login) {
        return withoutCaptcha(server, tenant).only("scope", "type", "tenantId").member("grant_type", "refresh_token")
                .member("refresh_token", login.member("refresh_token"));
    }

    /**
     * Fetches a captcha.
     *
     * @param tenant {@code null} for one that is for any
     * @return its key
     */
    public static String fetchCaptcha(KeycloakServer server, String tenant) {
        Request request = Request.get(uri(server, "captcha"));
        if (tenant != null) {
            request.header("tenantId", tenant);
        }
        return request.send().member("key");
    }

    /** @param call {@code token}, {@code captcha}, {@code logout} or {@code user-info} */
    public static URI uri(KeycloakServer server, String call) {
        return server.uri(PATH + call);
    }

    public LoginApiRequest captcha(String key, String code) {
        return member("captchaKey", key).member("captchaCode", code);
    }

    /** Sets a member of the body; {@code null} leaves it out. */
    public LoginApiRequest member(String name, String value) {
        if (value == null) {
            members.remove(name);
        } else {
            members.put(name, value);
        }
        return this;
    }

    /** Leaves out every other member. */
    public LoginApiRequest only(String... names) {
        members.retain(names);
        return this;
    }

    /** Sets a header; {@code null} leaves it out. */
    public LoginApiRequest header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public LoginApiRequest client(String clientId, String secret) {
        String credentials = clientId + ":" + secret;
        return header("Authorization",
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }

    /** @param query with its question mark, encoded */
    public LoginApiRequest query(String query) {
        this.query = query;
        return this;
    }

    /** As JSON. */
    public ServerResponse send() {
        return request().body("application/json", json()).send();
    }

    /** As a form of the same members. */
    public ServerResponse sendAsForm() {
        Request request = request();
        members.properties().forEach(member -> request.param(member.getKey(), member.getValue().asText()));
        return request.send();
    }

    /** As a multipart form of the same members. */
    public ServerResponse sendAsMultipartForm() {
        StringBuilder form = new StringBuilder();
        members.properties().forEach(member -> form.append("--x\r\nContent-Disposition: form-data; name=\"")
                .append(member.getKey()).append("\"\r\n\r\n").append(member.getValue().asText()).append("\r\n"));
        return send("multipart/form-data; boundary=x", form.append("--x--\r\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The members, as {@link #send()} sends them. */
    public String json() {
        return members.toString();
    }

    /** The same address and headers, and another body. */
    public ServerResponse send(String contentType, byte[] body) {
        return request().body(contentType, body).send();
    }

    private Request request() {
        Request request = Request.post(URI.create(uri(server, "token") + query));
        headers.forEach((name, value) -> {
            if (value != null) {
                request.header(name, value);
            }
        });
        return request;
    }
}
