package io.komauth.tools.users;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.komauth.tools.admin.Realm;
import io.komauth.tools.admin.Response;
import io.komauth.tools.cli.Json;
import io.komauth.tools.cli.Output;

/**
 * Loads users, several in a call. A call is one transaction: where one fails, its halves are tried, until the one user who
 * makes it fail is alone and named.
 */
final class UserImport {

    private final Realm realm;
    private final boolean overwrite;
    private final int size;
    private final Output output;
    private final LoadResult result;
    private List<JsonNode> batch = new ArrayList<>();

    /** @param size users in a call */
    UserImport(Realm realm, boolean overwrite, int size, Output output, LoadResult result) {
        this.realm = realm;
        this.overwrite = overwrite;
        this.size = size;
        this.output = output;
        this.result = result;
    }

    void add(JsonNode user) {
        batch.add(user);
        if (batch.size() == size) {
            finish();
        }
    }

    /** Loads those who were added last. */
    void finish() {
        List<JsonNode> users = batch;
        batch = new ArrayList<>();
        if (!users.isEmpty()) {
            send(users);
        }
    }

    private void send(List<JsonNode> users) {
        ObjectNode body = Json.object().put("ifResourceExists", overwrite ? "OVERWRITE" : "SKIP");
        body.putArray("users").addAll(users);
        Response response = realm.post("/partialImport", body);
        if (response.status() == 200) {
            result.countUsers(response.json());
        } else if (users.size() == 1) {
            result.fail();
            output.message(Output.printable(realm.name() + ": failed: " + users.get(0).path("username").asText() + ": "
                    + ImportFailure.reason(response, users)));
        } else {
            int half = users.size() / 2;
            send(users.subList(0, half));
            send(users.subList(half, users.size()));
        }
    }
}
