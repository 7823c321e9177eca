package io.komauth.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.komauth.testing.ChosenDatabase;
import io.komauth.testing.EachDatabase;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.KomTool;
import io.komauth.testing.LoginApiRequest;
import io.komauth.testing.Md5;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.Shell.Output;
import io.komauth.testing.TenantTemplate;
import io.komauth.testing.TestRealm;
import io.komauth.testing.WithKeycloak;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The oddities of real dumps, {@code kom trial oddities}: each row logs in afterwards, or is rejected with its reason. */
@WithKeycloak
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EachDatabase
class OddRowsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "secret of the client";
    private static final String EMOJI = "[\\x{10000}-\\x{10ffff}]";

    private final KeycloakServer server;
    private final Map<String, String> rejected = new HashMap<>();
    private TestRealm tenant;
    private JsonNode export;
    private Output converted;
    private Output loaded;

    OddRowsIT(KeycloakServer server) {
        this.server = server;
    }

    @BeforeAll
    void migrate(@TempDir Path folder) throws IOException {
        tenant = TenantTemplate.LEGACY.copyTo(server, realm -> {
            realm.getAttributes().put("tenant.signing-key", "a key of more than thirty-two bytes");
            realm.getClients().get(0).setSecret(SECRET);
        });
        MigrationClient.create(server);
        KomTool kom = MigrationClient.login(server);
        String oddities = kom.succeed("trial", "oddities", tenant.name());
        // what becomes of emoji in a database that has none is another test; in an address, which is rejected, they stay
        export = JSON.readTree(ChosenDatabase.isMariaDb() ? oddities.replaceAll(EMOJI + "(?!@)", "\u263a\u263b") : oddities);
        Path dump = Files.createDirectory(folder.resolve("export"));
        // as an editor on Windows saves them
        Files.writeString(dump.resolve("roles.jsonl"), "\ufeff" + lines(export.get("roles"), "\r\n"));
        Files.writeString(dump.resolve("users.jsonl"), "\ufeff" + lines(export.get("users"), "\r\n")
                + String.join("\n", texts(export.get("lines"))) + "\n");

        converted = kom.run("users", "convert", dump.toString(), folder.resolve("out").toString());
        for (String line : converted.out().lines().toList()) {
            JsonNode row = JSON.readTree(line);
            rejected.put(row.get("row").asText(), row.get("defect").asText());
        }
        loaded = kom.load(folder.resolve("out"));
    }

    @AfterAll
    void remove() {
        tenant.close();
        MigrationClient.remove(server);
    }

    @Test
    @DisplayName("What convert takes, load loads, and all of it arrives")
    void nothingIsLost() {
        assertThat(converted.status()).isEqualTo(1);
        assertThat(loaded.status()).as(loaded.toString()).isZero();
        long taken = export.get("users").size() + export.get("lines").size()
                - rejected.keySet().stream().filter(row -> row.startsWith("users")).count();
        assertThat(loaded.out()).startsWith(tenant.name() + ": 45 roles added; users: " + taken + " added, ")
                .contains(" 0 failed; 0 missing, 0 not of the export").hasLineCount(1);
    }

    @Test
    @DisplayName("Each user logs in by the documented API with all that the row says, or is rejected for the wrong column")
    void users() {
        SoftAssertions.assertSoftly(all -> {
            for (int i = 0; i < export.get("users").size(); i++) {
                JsonNode row = export.get("users").get(i);
                String defect = rejected.get("users.jsonl:" + (i + 1));
                if (isToBeRejected(row)) {
                    all.assertThat(defect).as(row.toString()).startsWith(row.get("wrong").asText());
                } else if (row.get("wrong").isNull()) {
                    all.assertThat(defect).as(row.toString()).isNull();
                }
                if (defect == null) {
                    checkLogin(all, row);
                }
            }
        });
    }

    private static boolean isToBeRejected(JsonNode row) {
        return row.hasNonNull("wrong") && !row.get("wrong").asText().equals("either");
    }

    private void checkLogin(SoftAssertions all, JsonNode row) {
        ServerResponse login = LoginApiRequest.example(server, tenant).client(TenantTemplate.CLIENT, SECRET)
                .member("username", row.get("account").asText()).member("password", Md5.hex(OldSystem.PASSWORD)).send();
        if (!row.path("enabled").asBoolean(true)) {
            all.assertThat(login.status()).as(row + " " + login).isEqualTo(400);
            return;
        }
        all.assertThat(login.status()).as(row + " " + login).isEqualTo(200);
        all.assertThat(login.member("user_id")).isEqualTo(row.get("id").asText());
        all.assertThat(login.member("account")).isEqualTo(row.get("account").asText().toLowerCase(Locale.ROOT));
        for (String column : List.of("real_name", "nick_name", "dept_id", "post_id")) {
            if (row.hasNonNull(column)) {
                all.assertThat(login.member(column)).as(row.toString()).isEqualTo(row.get(column).asText());
            }
        }
        List<String> ids = split(row.path("role_id").asText(""));
        all.assertThat(split(login.member("role_id"))).as(row.toString()).containsExactlyInAnyOrderElementsOf(ids);
        all.assertThat(login.member("role_name").split(",", -1)).as(row.toString())
                .containsExactlyInAnyOrderElementsOf(ids.isEmpty() ? List.of("") : ids.stream().map(this::roleName).toList());
    }

    private static List<String> split(String list) {
        return List.of(list.split(",")).stream().map(String::strip).filter(id -> !id.isEmpty()).distinct().toList();
    }

    private String roleName(String id) {
        return StreamSupport.stream(export.get("roles").spliterator(), false).filter(role -> role.get("id").asText().equals(id))
                .map(role -> role.path("role_name").asText(role.get("name").asText())).findFirst().orElseThrow();
    }

    @Test
    @DisplayName("A role that cannot be loaded is rejected for the column that is wrong, and no other is")
    void roles() {
        SoftAssertions.assertSoftly(all -> {
            for (int i = 0; i < export.get("roles").size(); i++) {
                JsonNode row = export.get("roles").get(i);
                String defect = rejected.get("roles.jsonl:" + (i + 1));
                if (row.has("wrong")) {
                    all.assertThat(defect).as(row.toString()).startsWith(row.get("wrong").asText());
                } else {
                    all.assertThat(defect).as(row.toString()).isNull();
                }
            }
        });
    }

    @Test
    @DisplayName("A line that is no row is rejected by its number, and takes no other along")
    void brokenLines() {
        int users = export.get("users").size();
        for (int i = 1; i <= export.get("lines").size(); i++) {
            assertThat(rejected.get("users.jsonl:" + (users + i))).contains("no JSON object");
        }
    }

    private static String lines(JsonNode rows, String end) {
        StringBuilder lines = new StringBuilder();
        rows.forEach(row -> lines.append(row).append(end));
        return lines.toString();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
