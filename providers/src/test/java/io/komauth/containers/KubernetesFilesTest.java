package io.komauth.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;

import io.komauth.testing.Document;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The resources and values in {@code kubernetes/}, against schemas written down from the operators' and the chart's documentation. */
class KubernetesFilesTest {

    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);

    /** Objects whose keys are anybody's. */
    private static final Pattern FREE = Pattern.compile("labels|annotations|matchLabels|stringData");
    private static final Pattern CONTAINERFILE = Pattern.compile("(KC_[A-Z_]+)=(\\S+)");
    private static final Pattern SECRET = Pattern.compile("secretName|secret|tlsSecret|existingSecret");

    static List<KubernetesFile> documents() {
        return KubernetesFile.all();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void eachMatchesItsSchema(KubernetesFile document) throws IOException {
        assertThat(mistakes(document.kind(), document.content())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void aMisspeltFieldDoesNotMatchWhereverItIs(KubernetesFile document) throws IOException {
        List<String> accepted = new ArrayList<>();
        int tried = 0;
        for (String field : fields("", document.content())) {
            int slash = field.lastIndexOf('/');
            JsonNode copy = document.content().deepCopy();
            ObjectNode parent = (ObjectNode) copy.at(field.substring(0, slash));
            String name = field.substring(slash + 1);
            parent.set(name + "x", parent.remove(name));
            tried++;
            if (mistakes(document.kind(), copy).isEmpty()) {
                accepted.add(field);
            }
        }
        assertThat(tried).isGreaterThan(3);
        assertThat(accepted).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Keycloak,/spec/instances,two", "Keycloak,/spec/update/strategy,Rolling", "Keycloak,/spec/update/strategy,Explicit",
            "Keycloak,/spec/proxy/headers,x-forwarded", "Keycloak,/spec/hostname/hostname,http://login.example.org",
            "PodDisruptionBudget,/spec/maxUnavailable,one", "ServiceMonitor,/apiVersion,monitoring.coreos.com/v1beta1",
            "KeycloakxValues,/cache/stack,jdbc-ping", "KeycloakxValues,/image/tag,''"})
    void aValueThatIsNoneDoesNotMatch(String kind, String field, String value) throws IOException {
        JsonNode content = KubernetesFile.of(kind).content();
        int slash = field.lastIndexOf('/');
        ((ObjectNode) content.at(field.substring(0, slash))).put(field.substring(slash + 1), value);

        assertThat(mistakes(kind, content)).isNotEmpty();
    }

    @Test
    void thePrometheusRuleHasTheAlertsOfMonitoring() {
        JsonNode alerts = KubernetesFile.parse(Document.file("monitoring/alerts.yml")).get(0);

        assertThat(KubernetesFile.of("PrometheusRule").content().get("spec"))
                .as("its first lines say how to make it anew").isEqualTo(alerts);
    }

    @Test
    void theDashboardIsTheOneOfMonitoringByTheCommandOfTheDocs() {
        JsonNode reference = KubernetesFile.of("GrafanaDashboard").content().at("/spec/configMapRef");
        String file = "monitoring/" + reference.get("key").asText();

        assertThat(Document.file(file)).exists();
        assertThat(Document.text("operator.md"))
                .contains("kubectl create configmap " + reference.get("name").asText() + " --from-file=" + file);
    }

    @Test
    void everySecretIsInTheExampleWithTheKeysThatAreUsed() {
        Map<String, Set<String>> used = new TreeMap<>();
        documents().forEach(document -> collectSecrets(document.content(), used));
        Map<String, Set<String>> example = secrets().collect(Collectors.toMap(
                secret -> secret.content().at("/metadata/name").asText(), secret -> names(secret.content().get("stringData"))));

        assertThat(used.keySet()).isEqualTo(new TreeSet<>(example.keySet()));
        used.forEach((secret, keys) -> assertThat(example.get(secret)).as(secret).containsAll(keys));
    }

    @Test
    void theExampleOfSecretsHasNoValues() {
        assertThat(secrets().toList()).hasSize(4)
                .allSatisfy(secret -> assertThat(secret.content().get("stringData")).allMatch(value -> value.asText().isEmpty()));
    }

    @ParameterizedTest
    @CsvSource({"Keycloak", KubernetesFile.VALUES})
    void theOptionsThatTheImageIsBuiltWithAreRepeated(String kind) {
        Map<String, String> built = CONTAINERFILE.matcher(Document.whole("Containerfile")).results().collect(
                Collectors.toMap(option -> KubernetesFile.optionOf(option.group(1)), option -> option.group(2)));

        assertThat(built).hasSizeGreaterThan(4);
        assertThat(KubernetesFile.of(kind).options()).containsAllEntriesOf(built);
    }

    @Test
    void theChartSetsTheOptionsOfTheResource() {
        assertThat(KubernetesFile.of(KubernetesFile.VALUES).options()).isEqualTo(KubernetesFile.of("Keycloak").options());
    }

    @Test
    void theChartHasTheImageTheResourcesAndTheProbesOfTheResource() {
        JsonNode values = KubernetesFile.of(KubernetesFile.VALUES).content();
        JsonNode spec = KubernetesFile.of("Keycloak").content().get("spec");

        assertThat(values.at("/image/repository").asText() + ":" + values.at("/image/tag").asText())
                .isEqualTo(spec.get("image").asText());
        assertThat(values.get("replicas")).isEqualTo(spec.get("instances"));
        assertThat(values.get("resources")).isEqualTo(spec.get("resources"));
        for (String probe : List.of("readinessProbe", "livenessProbe", "startupProbe")) {
            spec.get(probe).fields().forEachRemaining(field -> assertThat(values.get(probe).get(field.getKey())).as(probe)
                    .isEqualTo(field.getValue()));
        }
    }

    @ParameterizedTest
    @CsvSource({"PodDisruptionBudget", "ServiceMonitor"})
    void theLabelsSelectThePodsAndTheServiceOfTheKeycloakResource(String kind) {
        assertThat(KubernetesFile.of(kind).content().at("/spec/selector/matchLabels/app.kubernetes.io~1instance"))
                .isEqualTo(KubernetesFile.of("Keycloak").content().at("/metadata/name"));
    }

    private static Set<ValidationMessage> mistakes(String kind, JsonNode content) throws IOException {
        try (InputStream schema = KubernetesFilesTest.class.getResourceAsStream("/io/komauth/kubernetes/" + kind + ".json")) {
            assertThat(schema).as("a schema of " + kind).isNotNull();
            JsonSchema parsed = SCHEMAS.getSchema(schema);
            return parsed.validate(content);
        }
    }

    /** Pointers to all fields whose names are not anybody's. */
    private static List<String> fields(String pointer, JsonNode node) {
        List<String> found = new ArrayList<>();
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                found.addAll(fields(pointer + "/" + i, node.get(i)));
            }
        }
        node.fields().forEachRemaining(field -> {
            String below = pointer + "/" + field.getKey();
            found.add(below);
            if (!FREE.matcher(field.getKey()).matches()) {
                found.addAll(fields(below, field.getValue()));
            }
        });
        return found;
    }

    private static Stream<KubernetesFile> secrets() {
        return documents().stream().filter(document -> document.kind().equals("Secret"));
    }

    /** A secret is named alone, or with the key that is taken. */
    private static void collectSecrets(JsonNode node, Map<String, Set<String>> used) {
        node.fields().forEachRemaining(field -> {
            String name = field.getKey();
            JsonNode value = field.getValue();
            if (name.matches("usernameSecret|passwordSecret|secretKeyRef")) {
                use(used, value.get("name")).add(value.get("key").asText());
            } else if (SECRET.matcher(name).matches() && value.isTextual()) {
                Set<String> keys = use(used, value);
                if (name.equals("existingSecret")) {
                    keys.add(node.get("existingSecretKey").asText());
                }
            } else {
                collectSecrets(value, used);
            }
        });
        if (node.isArray()) {
            node.forEach(element -> collectSecrets(element, used));
        }
    }

    private static Set<String> use(Map<String, Set<String>> used, JsonNode name) {
        return used.computeIfAbsent(name.asText(), secret -> new TreeSet<>());
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
