package io.komauth.protection;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Request;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TestRealmOptions;

import org.keycloak.representations.idm.AuthenticationFlowRepresentation;

/** Requests to {@code /admin/realms/{realm}/kom-auth/protection}, and what they must leave alone. */
public final class ProtectionRequests {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ProtectionRequests() {
    }

    /** A realm as Keycloak makes it, with every login path switched on that it has a flow for. */
    public static TestRealmOptions stockRealm(KeycloakServer server) {
        return TestRealm.on(server).with(realm -> {
            realm.setAdminEventsEnabled(true);
            realm.setRegistrationAllowed(true);
            realm.setResetPasswordAllowed(true);
        }).client("app", null, client -> {
            client.setPublicClient(true);
            client.setServiceAccountsEnabled(false);
        });
    }

    static ServerResponse send(KeycloakServer server, String method, String realm, String query, String body) {
        return send(server, method, realm, query, body, server.admin().tokenManager().getAccessTokenString());
    }

    static ServerResponse send(KeycloakServer server, String method, String realm, String query, String body, String token) {
        Request request = Request.of(method, server.uri("/admin/realms/" + realm + "/kom-auth/protection" + query)).bearer(token);
        return (body == null ? request : request.body("application/json", body)).send();
    }

    public static JsonNode succeed(KeycloakServer server, String method, TestRealm realm, String query, String body) {
        ServerResponse response = send(server, method, realm.name(), query, body);
        if (response.status() != 200) {
            throw new AssertionError(response);
        }
        return response.json();
    }

    /** All flows with their steps and settings, and the settings of the realm, as the Admin REST API shows and exports them. */
    public static List<String> all(TestRealm realm) {
        List<String> all = new ArrayList<>();
        for (AuthenticationFlowRepresentation flow : realm.admin().flows().getFlows()) {
            all.add(json(flow));
            realm.admin().flows().getExecutions(flow.getAlias()).forEach(step -> all.add(json(step)));
        }
        ObjectNode export = JSON.valueToTree(realm.admin().partialExport(false, false));
        all.add(json(export.path("authenticationFlows")));
        all.add(json(export.path("authenticatorConfig")));
        all.add(json(realm.admin().toRepresentation()));
        return all;
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
