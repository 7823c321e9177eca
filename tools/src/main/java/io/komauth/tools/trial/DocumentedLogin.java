package io.komauth.tools.trial;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import com.fasterxml.jackson.databind.JsonNode;

import io.komauth.tools.cli.Failure;
import io.komauth.tools.cli.Json;

/** Logs users of the trial in by the documented API. */
final class DocumentedLogin {

    static final String CLIENT = "trial";
    private static final String CLIENT_AUTHENTICATION =
            "Basic " + Base64.getEncoder().encodeToString((CLIENT + ":" + CLIENT).getBytes(StandardCharsets.UTF_8));

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;

    DocumentedLogin(URI server) {
        this.server = server;
    }

    /** @return what the server answers, of a login that succeeds or fails */
    JsonNode logIn(String tenant, String account) {
        JsonNode captcha = send(request("captcha", tenant).build());
        JsonNode body = Json.object().put("grant_type", "captcha").put("scope", "all").put("username", account)
                .put("password", OldPassword.MD5).put("captchaKey", captcha.path("key").asText()).put("captchaCode", "abcde");
        return send(request("token", tenant).header("Content-Type", "application/json")
                .header("Authorization", CLIENT_AUTHENTICATION)
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body))).build());
    }

    private HttpRequest.Builder request(String endpoint, String tenant) {
        return HttpRequest.newBuilder(URI.create(server + "/kom-ams-auth/oauth/" + endpoint)).header("tenantId", tenant);
    }

    private JsonNode send(HttpRequest request) {
        try {
            return Json.parse(client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
        } catch (IOException e) {
            throw Failure.server(request.uri() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            throw Failure.interrupted(e);
        }
    }
}
