package io.komauth.tools.users;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;

import io.komauth.tools.admin.AdminClient;
import io.komauth.tools.admin.LoginOptions;
import io.komauth.tools.admin.Realm;
import io.komauth.tools.admin.UrlEncoding;
import io.komauth.tools.cli.ExitCode;
import io.komauth.tools.cli.Failure;
import io.komauth.tools.cli.Json;
import io.komauth.tools.cli.Output;
import io.komauth.tools.cli.Progress;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code kom users stranded}. */
@Command(name = "stranded", description = {"Prints who in these realms has a password that only this project's JAR can check.",
        "Each line has the realm, username, e-mail and algorithm, with tabs between them. It asks once for each user: where "
        + "there are many, ask the database (docs/migration.md)."})
public final class StrandedCommand implements Callable<Integer> {

    private static final Set<String> ALGORITHMS = Set.of("md5-argon2", "sha1-md5");
    private static final int PAGE = 1000;

    @Mixin
    private final Output output;

    @Mixin
    private final LoginOptions login;

    @Parameters(arity = "1..*", paramLabel = "REALM", description = "The realms' names.")
    private List<String> realms;

    public StrandedCommand(Output output, LoginOptions login) {
        this.output = output;
        this.login = login;
    }

    @Override
    public Integer call() {
        realms.forEach(Realm::checkName);
        AdminClient client = login.connect();
        client.requireRealms(realms);
        realms.forEach(realm -> print(client.realm(realm)));
        return ExitCode.DONE.code();
    }

    private void print(Realm realm) {
        Progress progress = output.progress();
        int[] seen = {0};
        realm.forEach("/users?briefRepresentation=true", PAGE, user -> {
            for (JsonNode credential : realm.get("/users/" + UrlEncoding.encode(user.path("id").asText()) + "/credentials")) {
                String algorithm = algorithm(realm, credential);
                if (ALGORITHMS.contains(algorithm)) {
                    print(List.of(realm.name(), user.path("username").asText(), user.path("email").asText(""), algorithm));
                }
            }
            seen[0]++;
            progress.at(() -> realm.name() + ": " + seen[0] + " users looked at");
        });
    }

    private static String algorithm(Realm realm, JsonNode credential) {
        if (!credential.path("type").asText().equals("password")) {
            return "";
        }
        try {
            return Json.parse(credential.path("credentialData").asText()).path("algorithm").asText();
        } catch (IOException e) {
            throw Failure.server(realm.name() + ": a password's data is not JSON: " + e.getMessage());
        }
    }

    private void print(List<String> row) {
        output.result(String.join("\t", row.stream().map(StrandedCommand::escape).toList()),
                Json.object().put("realm", row.get(0)).put("username", row.get(1)).put("email", row.get(2))
                        .put("algorithm", row.get(3)));
    }

    /** As in tab-separated values: no column has a tab or a line break of its own. */
    private static String escape(String column) {
        return column.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r");
    }
}
