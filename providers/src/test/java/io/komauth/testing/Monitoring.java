package io.komauth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the project has for those who watch a server. */
public final class Monitoring {

    private Monitoring() {
    }

    /** A panel of the dashboard. */
    public record Panel(String title, String description, List<String> queries) {
    }

    /** The panels of the dashboard, without the rows that group them. */
    public static List<Panel> dashboard() {
        try {
            return StreamSupport.stream(ServerResponse.JSON.readTree(read("grafana-dashboard.json")).get("panels").spliterator(), false)
                    .filter(panel -> !panel.path("type").asText().equals("row"))
                    .map(panel -> new Panel(panel.path("title").asText(), panel.path("description").asText(),
                            panel.path("targets").findValuesAsText("expr")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rules of the alerts as text, by the alert's name. */
    public static Map<String, String> alerts() {
        return Stream.of(read("alerts.yml").split("- alert: ")).skip(1).map(rule -> rule.split("\n", 2))
                .collect(Collectors.toMap(rule -> rule[0].strip(), rule -> rule[1]));
    }

    private static String read(String name) {
        try {
            return Files.readString(BuildFiles.monitoring(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
