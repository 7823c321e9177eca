package io.komauth.tools.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.komauth.tools.cli.Failure;
import io.komauth.tools.cli.Json;

/** What the trial's realms are made of: the template of a tenant, with a client of the trial's. */
record Tenants(Path template) {

    private static final String SIGNING_KEY = "trial-key-of-a-trial-not-for-production";

    ObjectNode realm(String tenant, boolean enabled) {
        ObjectNode realm = read().put("realm", tenant).put("displayName", "Tenant " + tenant).put("enabled", enabled)
                .put("sslRequired", "none");
        realm.withObject("/attributes").put("tenant.api", "true").put("tenant.signing-key", SIGNING_KEY);
        ObjectNode client = realm.withArray("clients").addObject().put("clientId", DocumentedLogin.CLIENT)
                .put("secret", DocumentedLogin.CLIENT).put("directAccessGrantsEnabled", true);
        ArrayNode scopes = client.putArray("defaultClientScopes");
        scopes.add("all").add("basic");
        client.putObject("attributes").put("access.token.signed.response.alg", "HS256-shared");
        return realm;
    }

    private ObjectNode read() {
        try {
            if (Json.parse(Files.readAllBytes(template)) instanceof ObjectNode realm) {
                return realm;
            }
        } catch (JsonProcessingException e) {
            throw Failure.usage(template + " is no realm: it is not JSON");
        } catch (IOException e) {
            throw Failure.file(template, e);
        }
        throw Failure.usage(template + " is no realm");
    }
}
