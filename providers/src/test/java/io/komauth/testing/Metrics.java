package io.komauth.testing;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a server's metrics are at one moment, as Prometheus reads them. */
public final class Metrics {

    private final List<String> lines;

    private Metrics(List<String> lines) {
        this.lines = lines;
    }

    public static Metrics of(KeycloakServer server) {
        return new Metrics(Request.get(URI.create(server.managementUrl() + "/metrics")).send().text().lines()
                .filter(line -> !line.startsWith("#")).toList());
    }

    /**
     * The values of the series that have these labels, and perhaps others, together; 0 where there is none.
     *
     * @param labels such as {@code realm="000000"}
     */
    public double sum(String name, String... labels) {
        return series(name).filter(line -> Stream.of(labels).allMatch(line::contains))
                .mapToDouble(Metrics::value).sum();
    }

    /** The series of a metric, each with its value; empty where there is none. */
    public Map<String, Double> values(String name) {
        return series(name).collect(Collectors.toMap(Metrics::nameAndLabels, Metrics::value));
    }

    /** Whether a metric has a series of which this is true; it is given as in {@code name{label="value",…}}, with a value. */
    public boolean has(String name, Predicate<String> series) {
        return series(name).anyMatch(series);
    }

    /** The series of all metrics whose names begin so, without their values. */
    public List<String> names(String prefix) {
        return lines.stream().filter(line -> line.startsWith(prefix))
                .map(Metrics::nameAndLabels).sorted().toList();
    }

    private Stream<String> series(String name) {
        return lines.stream().filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "));
    }

    private static String nameAndLabels(String line) {
        return line.substring(0, line.lastIndexOf(' '));
    }

    private static double value(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }
}
