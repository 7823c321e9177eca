package io.komauth.tools.admin;

import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;

import io.komauth.tools.cli.Failure;
import io.komauth.tools.cli.Json;

/** One realm, as the Admin REST API has it. Paths are below it, such as {@code /users}, and encoded. */
public final class Realm {

    private final AdminClient client;
    private final String name;

    Realm(AdminClient client, String name) {
        this.client = client;
        this.name = name;
    }

    public String name() {
        return name;
    }

    /** The realm's own settings. */
    public JsonNode settings() {
        Response response = send("GET", "", null);
        if (response.status() == 404) {
            throw Failure.realm(client.server() + " has no realm " + name + ". Create it first, or name another one.");
        }
        return succeeded("GET", "", response).json();
    }

    public JsonNode get(String path) {
        return succeeded("GET", path, send("GET", path, null)).json();
    }

    /** @return the id of what is created, or nothing where the server names none */
    public String create(String path, JsonNode object) {
        return succeeded("POST", path, send("POST", path, object)).createdId();
    }

    /** @return what the server answers, whatever the status */
    public Response post(String path, JsonNode object) {
        return send("POST", path, object);
    }

    /** @return what the server answers to any other call, whatever the status */
    public Response call(String method, String path, JsonNode object) {
        return send(method, path, object);
    }

    public JsonNode postForResult(String path, JsonNode object) {
        return succeeded("POST", path, post(path, object)).json();
    }

    public void update(String path, JsonNode object) {
        succeeded("PUT", path, send("PUT", path, object));
    }

    /** Changes these settings of the realm, and no others: Keycloak leaves what is not in the object as it is. */
    public void change(JsonNode settings) {
        update("", settings);
    }

    public void delete(String path) {
        succeeded("DELETE", path, send("DELETE", path, null));
    }

    /**
     * Reads a list page by page.
     *
     * @param path with a query, such as {@code /users?briefRepresentation=true}
     * @param size entries in one call
     */
    public void forEach(String path, int size, Consumer<JsonNode> each) {
        int first = 0;
        JsonNode page;
        do {
            page = get(path + "&first=" + first + "&max=" + size);
            page.forEach(each);
            first += size;
        } while (page.size() == size);
    }

    private Response send(String method, String path, JsonNode object) {
        return client.send(method, "/" + UrlEncoding.encode(name) + path, object);
    }

    private Response succeeded(String method, String path, Response response) {
        if (!response.isSuccess()) {
            throw Failure.server(name + ": " + method + " " + path + " answers " + response.status() + " " + response.problem());
        }
        return response;
    }

    /** A realm's name is a segment of addresses: these would lead out of it. */
    public static String checkName(String name) {
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            throw Failure.usage("'" + name + "' cannot be a realm's name");
        }
        return name;
    }

    /** @return an object with one member */
    public static JsonNode setting(String name, String value) {
        return Json.object().put(name, value);
    }
}
