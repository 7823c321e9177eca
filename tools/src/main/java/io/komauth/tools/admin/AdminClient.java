package io.komauth.tools.admin;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import io.komauth.tools.cli.Failure;
import io.komauth.tools.cli.Json;

/** Calls the Admin REST API with the token of one login. */
public final class AdminClient {

    private static final Duration LONGEST_CALL = Duration.ofMinutes(10);

    private final Http http;
    private final Tokens tokens;

    AdminClient(Http http, Login login) {
        this.http = http;
        tokens = new Tokens(http, login);
    }

    /** @param name of a realm, which need not exist */
    public Realm realm(String name) {
        return new Realm(this, name);
    }

    /**
     * Looks for several realms before anything is done in the first of them.
     *
     * @throws Failure if one is not there, or the login may not see it
     */
    public void requireRealms(Collection<String> names) {
        if (names.size() > 1) {
            names.forEach(name -> realm(name).settings());
        }
    }

    /** The realms that the login may see, in the order of their names. */
    public List<String> realmNames() {
        Response response = send("GET", "?briefRepresentation=true", null);
        if (response.status() != 200) {
            throw Failure.server("GET /admin/realms answers " + response.status() + " " + response.problem());
        }
        return StreamSupport.stream(response.json().spliterator(), false).map(realm -> realm.path("realm").asText()).sorted()
                .toList();
    }

    /** @param representation of a realm that is not there yet */
    public void createRealm(JsonNode representation) {
        Response response = send("POST", "", representation);
        if (!response.isSuccess()) {
            throw Failure.server("POST /admin/realms answers " + response.status() + " " + response.problem());
        }
    }

    /**
     * @param path below {@code /admin/realms}, encoded
     * @param body or null
     * @throws Failure if there is no answer, or the login may not do this
     */
    Response send(String method, String path, JsonNode body) {
        Response response = call(method, path, body);
        if (response.status() == 401 && tokens.requestAdminScope()) {
            response = call(method, path, body);
        }
        String call = http.server() + " answers " + response.status() + " to " + method + " /admin/realms" + path + ": ";
        return switch (response.status()) {
            case 401 -> throw Failure.server(call + "it does not accept the token of " + tokens + ". Log in again. From "
                    + "Keycloak 26.8.2 on, the client that logs in needs the client scope " + Tokens.ADMIN_SCOPE + ".");
            case 403 -> throw Failure.realm(call + tokens + " may not do this. Give it the role admin of the realm master, or "
                    + "realm-admin of the client realm-management of the realm that is to be changed.");
            default -> response;
        };
    }

    private Response call(String method, String path, JsonNode body) {
        HttpRequest.BodyPublisher publisher = body == null ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body));
        return http.send(http.request("/admin/realms" + path).timeout(LONGEST_CALL)
                .header("Authorization", "Bearer " + tokens.access()).header("Content-Type", "application/json")
                .method(method, publisher).build());
    }

    String server() {
        return http.server().toString();
    }
}
