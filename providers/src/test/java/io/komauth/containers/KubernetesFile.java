package io.komauth.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

import io.komauth.testing.Document;

/** A document of a file in {@code kubernetes/}: a resource, or the values of the Helm chart. */
record KubernetesFile(String file, JsonNode content) {

    static final String VALUES = "KeycloakxValues";

    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION));

    /** Values of the chart that are text for its templates, and YAML once they are filled in. */
    private static final List<String> TEMPLATES = List.of("extraEnv", "extraVolumes", "extraVolumeMounts", "readinessProbe",
            "livenessProbe", "startupProbe");

    /** The fields of a Keycloak resource that stand for an option of the server. */
    private static final Map<String, String> FIELDS = Map.of("/db/vendor", "db", "/db/host", "db-url-host", "/db/port",
            "db-url-port", "/db/database", "db-url-database", "/hostname/hostname", "hostname", "/http/httpEnabled",
            "http-enabled", "/proxy/headers", "proxy-headers", "/features/enabled/0", "features");

    /** The values of the chart that stand for an option of the server. */
    private static final Map<String, String> CHART = Map.of("/database/vendor", "db", "/database/hostname", "db-url-host",
            "/database/port", "db-url-port", "/database/database", "db-url-database", "/health/enabled", "health-enabled",
            "/metrics/enabled", "metrics-enabled");

    static List<KubernetesFile> all() {
        try (Stream<Path> files = Files.list(Document.file("kubernetes"))) {
            return files.filter(file -> !file.toString().endsWith(".md")).sorted()
                    .flatMap(file -> parse(file).stream().map(document -> of(file.getFileName().toString(), document))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The only document of its kind. */
    static KubernetesFile of(String kind) {
        List<KubernetesFile> documents = all().stream().filter(document -> document.kind().equals(kind)).toList();
        if (documents.size() != 1) {
            throw new AssertionError(kind + " is there " + documents.size() + " times");
        }
        return documents.get(0);
    }

    private static KubernetesFile of(String file, JsonNode document) {
        if (!document.has("kind")) {
            TEMPLATES.stream().filter(document::has)
                    .forEach(name -> ((ObjectNode) document).set(name, parse(document.get(name).asText())));
        }
        return new KubernetesFile(file, document);
    }

    static List<JsonNode> parse(Path file) {
        try (JsonParser parser = YAML.createParser(file.toFile())) {
            List<JsonNode> documents = new ArrayList<>();
            YAML.readValues(parser, JsonNode.class).forEachRemaining(documents::add);
            return documents;
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static JsonNode parse(String text) {
        try {
            return YAML.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    String kind() {
        return content.path("kind").asText(VALUES);
    }

    /** The options that it gives the server, other than secrets, by their names on the command line. */
    Map<String, String> options() {
        Map<String, String> options = new TreeMap<>();
        boolean chart = kind().equals(VALUES);
        JsonNode fields = chart ? content : content.path("spec");
        (chart ? CHART : FIELDS).forEach((field, option) -> options.put(option, fields.requiredAt(field).asText()));
        for (JsonNode option : chart ? fields.path("extraEnv") : fields.path("additionalOptions")) {
            if (option.has("value")) {
                String name = option.get("name").asText();
                options.put(chart ? optionOf(name) : name, option.get("value").asText());
            }
        }
        return options;
    }

    /** {@code KC_SPI_CAPTCHA__IMAGE__LENGTH} is {@code spi-captcha--image--length}. */
    static String optionOf(String variable) {
        return variable.substring("KC_".length()).toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Stream<JsonNode> elements(String pointer) {
        return StreamSupport.stream(content.at(pointer).spliterator(), false);
    }

    @Override
    public String toString() {
        return file + ", " + kind() + " " + content.at("/metadata/name").asText();
    }
}
