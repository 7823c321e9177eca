package io.komauth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/** What the project has for those who watch a server. */
public final class Monitoring {

    private Monitoring() {
    }

    /** The queries of every panel of the dashboard; a panel without any is none. */
    public static List<List<String>> dashboard() {
        try {
            return ServerResponse.JSON.readTree(read("grafana-dashboard.json")).get("panels").findValues("targets").stream()
                    .map(targets -> targets.findValuesAsText("expr")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rules of the alerts, as text. */
    public static String alerts() {
        return read("alerts.yml");
    }

    private static String read(String name) {
        try {
            return Files.readString(BuildFiles.monitoring(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
