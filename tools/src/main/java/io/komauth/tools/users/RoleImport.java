package io.komauth.tools.users;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.komauth.tools.admin.Realm;
import io.komauth.tools.admin.Response;
import io.komauth.tools.admin.UrlEncoding;
import io.komauth.tools.cli.Failure;
import io.komauth.tools.cli.Json;
import io.komauth.tools.cli.Output;

/** Loads the roles of one tenant. */
final class RoleImport {

    private final Realm realm;
    private final Map<String, JsonNode> roles = new LinkedHashMap<>();
    private final List<String> there = new ArrayList<>();

    RoleImport(Realm realm, TenantFiles files) {
        this.realm = realm;
        files.read(TenantFiles.ROLES, role -> roles.put(role.path("name").asText(), role));
    }

    /**
     * Looks at the roles that the realm has.
     *
     * @throws Failure if one has the name of a role to import but comes from no export: imported users would get its permissions
     */
    void check(Output output) {
        if (roles.isEmpty()) {
            return;
        }
        boolean foreign = false;
        for (JsonNode role : realm.get("/roles?briefRepresentation=false")) {
            String name = role.path("name").asText();
            if (roles.containsKey(name)) {
                there.add(name);
                if (!role.path("attributes").has("role_id")) {
                    foreign = true;
                    output.message(Output.printable(realm.name() + ": role " + name + " is there, and is not of an export"));
                }
            }
        }
        if (foreign) {
            throw Failure.refused(realm.name() + ": rename these roles, here or in the export");
        }
    }

    /** How many roles the realm does not have. */
    int missing() {
        return roles.size() - there.size();
    }

    /** @param change whether roles that are there are changed; overwriting one would take it from all its users */
    void load(boolean change, LoadResult result) {
        if (roles.isEmpty()) {
            return;
        }
        ObjectNode body = Json.object().put("ifResourceExists", "SKIP");
        body.putObject("roles").putArray("realm").addAll(roles.values());
        Response response = realm.post("/partialImport", body);
        if (response.status() != 200) {
            throw Failure.server(realm.name() + ": the roles are not imported: " + ImportFailure.reason(response, roles.values()));
        }
        JsonNode results = response.json();
        result.countRoles(results);
        if (change) {
            for (JsonNode role : results.path("results")) {
                if (role.path("action").asText().equals("SKIPPED")) {
                    realm.update("/roles-by-id/" + UrlEncoding.encode(role.path("id").asText()),
                            roles.get(role.path("resourceName").asText()));
                }
            }
        }
    }
}
