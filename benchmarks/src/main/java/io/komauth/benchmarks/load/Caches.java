package io.komauth.benchmarks.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Metrics;

/** What a server's caches hold, as its own metrics say. */
public final class Caches {

    private static final Pattern CACHE = Pattern.compile("\\bcache=\"([^\"]+)\"");

    private Caches() {
    }

    /** @return how many entries each has */
    public static Map<String, Long> entries(KeycloakServer server) {
        return all(server, "vendor_statistics_approximate_entries");
    }

    /** @return how many entries each has lost because it was full */
    public static Map<String, Long> evictions(KeycloakServer server) {
        return all(server, "vendor_statistics_evictions");
    }

    private static Map<String, Long> all(KeycloakServer server, String metric) {
        Map<String, Long> figures = new TreeMap<>();
        Metrics.of(server).values(metric).forEach((series, value) -> {
            Matcher cache = CACHE.matcher(series);
            if (cache.find()) {
                figures.merge(cache.group(1), Math.round(value), Long::sum);
            }
        });
        return figures;
    }
}
