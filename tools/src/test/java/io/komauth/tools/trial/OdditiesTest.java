package io.komauth.tools.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.komauth.tools.KomRun;
import io.komauth.tools.cli.Json;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of each odd row, which column it is rejected for; OddRowsIT logs those in that are taken. */
class OdditiesTest {

    @TempDir
    private Path folder;

    private final Map<String, String> rejected = new HashMap<>();
    private JsonNode export;

    @BeforeEach
    void convert() throws IOException {
        export = Json.parse(KomRun.of("trial", "oddities", "T-1").out());
        Files.writeString(folder.resolve("roles.jsonl"), lines("roles"));
        Files.writeString(folder.resolve("users.jsonl"), lines("users"));
        KomRun run = KomRun.of("users", "convert", folder.toString(), folder.resolve("out").toString());
        assertThat(run.exitCode()).isEqualTo(1);
        for (String line : run.out().lines().toList()) {
            JsonNode row = Json.parse(line);
            rejected.put(row.get("row").asText(), row.get("defect").asText());
        }
    }

    private String lines(String member) {
        StringBuilder lines = new StringBuilder();
        export.get(member).forEach(row -> lines.append(Json.write(row)).append('\n'));
        return lines.toString();
    }

    @Test
    void whatIsWrongIsRejectedForItsColumnAndNothingElseIs() {
        SoftAssertions.assertSoftly(all -> List.of("roles", "users").forEach(kind -> {
            for (int i = 0; i < export.get(kind).size(); i++) {
                JsonNode row = export.get(kind).get(i);
                String wrong = row.path("wrong").asText("nothing");
                String defect = rejected.get(kind + ".jsonl:" + (i + 1));
                if (!row.hasNonNull("wrong")) {
                    all.assertThat(defect).as(row.toString()).isNull();
                } else if (!wrong.equals("either")) {
                    all.assertThat(defect).as(row.toString()).startsWith(wrong);
                }
            }
        }));
    }

    @Test
    void eachRowHasAnIdAndAnAccountUnlessThatIsItsOddity() {
        assertThat(new Oddities("t1", OldPassword.SHA1_OF_MD5).users()).hasSizeGreaterThan(300)
                .allMatch(user -> user.has("id") && user.has("account") && user.has("tenant_id"));
    }

    @Test
    void theSecondExportHasFiveOfHundredUsersChangedNewOrGone() {
        TrialExport trial = new TrialExport(2, 100);
        Map<Boolean, List<ObjectNode>> byChange = IntStream.range(0, 100)
                .filter(number -> !trial.user(number).equals(trial.changedUser(number))).mapToObj(trial::changedUser)
                .collect(Collectors.partitioningBy(user -> user.path("account").asText().startsWith("new")));

        assertThat(byChange.get(true)).hasSize(1);
        assertThat(byChange.get(false)).hasSize(4);
    }
}
