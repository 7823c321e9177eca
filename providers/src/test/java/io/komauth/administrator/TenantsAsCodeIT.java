package io.komauth.administrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.komauth.testing.Document;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Shell;
import io.komauth.testing.TenantTemplate;
import io.komauth.testing.WithKeycloak;
import io.komauth.testing.WithPrograms;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.RealmRepresentation;

/** What {@code realm-config/as-code} makes is what the server exports. */
@WithKeycloak
class TenantsAsCodeIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TENANT = "100001";

    /** Which member tells the elements of a list apart: the first that an element has. */
    private static final List<String> KEYS = List.of("flowAlias", "authenticator", "clientId", "alias", "name", "providerId");

    @TempDir
    private Path folder;

    private RealmResource made;

    @AfterEach
    void remove() {
        if (made != null) {
            made.remove();
        }
    }

    @Test
    @WithPrograms("bash")
    void theDocumentedCommandMakesTheTenantOfTheTemplateAndCanBeRunAgain(KeycloakServer server) throws IOException {
        Shell shell = Shell.in(folder).inProject().administrator(server);
        String command = Document.indentedBlocks("docs/administrator.md", "## Tenants as code").get(0);
        assertThat(command).contains(" " + TENANT + " ");

        shell.succeed(command);
        made = server.admin().realm(TENANT);
        assertThat(missing(TenantTemplate.TENANT.json(), export())).isEmpty();
        RealmRepresentation drifted = made.toRepresentation();
        assertThat(drifted.getDisplayName()).isEqualTo("Tenant 100001");
        drifted.setDisplayName("by hand");
        drifted.setDefaultLocale("zh-CN");
        drifted.getAttributes().put("captcha.length", "6");
        made.update(drifted);

        shell.succeed(command);

        assertThat(missing(TenantTemplate.TENANT.json(), export())).isEmpty();
        assertThat(made.toRepresentation().getDisplayName()).isEqualTo("Tenant 100001");
        assertThat(made.toRepresentation().getAttributes()).as("what the script does not set").containsEntry("captcha.length", "6");
    }

    /** keycloak-config-cli makes the realm with Keycloak's own scopes, then ours: an import does so by the list's older name. */
    @Test
    void theFileForKeycloakConfigCliIsWhatTheServerExportsAfterItsImport(KeycloakServer server) throws IOException {
        JsonNode file = JSON.readTree(Document.whole("realm-config/as-code/tenant-config-cli.json"));
        ObjectNode imported = file.deepCopy();
        imported.put("realm", TENANT);
        imported.set("clientTemplates", imported.remove("clientScopes"));

        server.admin().realms().create(JSON.convertValue(imported, RealmRepresentation.class));
        made = server.admin().realm(TENANT);

        assertThat(missing(file, export())).isEmpty();
        ObjectNode another = file.deepCopy();
        ((ArrayNode) another.at("/authenticationFlows/1/authenticationExecutions")).addObject().put("authenticator", "auth-otp-form");
        assertThat(missing(another, export())).as("a step that the server has not").isNotEmpty();
    }

    private JsonNode export() {
        return JSON.valueToTree(made.partialExport(true, true));
    }

    private static List<String> missing(JsonNode file, JsonNode export) throws IOException {
        ObjectNode expected = file.deepCopy();
        expected.put("realm", TENANT);
        if (expected.has("clientTemplates")) {
            expected.set("clientScopes", expected.remove("clientTemplates"));
        }
        // an attribute in a file, which 26.2 does not know as a setting of its own; a setting in an export
        JsonNode passkeys = ((ObjectNode) expected.get("attributes")).remove("webAuthnPolicyPasskeysEnabledPasswordless");
        if (export.hasNonNull("webAuthnPolicyPasswordlessPasskeysEnabled")) {
            expected.set("webAuthnPolicyPasswordlessPasskeysEnabled", passkeys);
        }
        List<String> missing = new ArrayList<>();
        compare("", expected, export, missing);
        return missing;
    }

    private static void compare(String path, JsonNode expected, JsonNode actual, List<String> missing) throws IOException {
        if (expected.isObject()) {
            for (String member : (Iterable<String>) expected::fieldNames) {
                compare(path + "/" + member, expected.get(member), actual.path(member), missing);
            }
        } else if (expected.isArray()) {
            // a step too many is as wrong as one too few; other lists have what Keycloak adds
            if (path.endsWith("/authenticationExecutions") && actual.size() != expected.size()) {
                missing.add(path + ": " + actual);
            }
            for (JsonNode element : expected) {
                compare(path + "/" + key(element), element, counterpart(element, actual), missing);
            }
        } else if (path.contains("/kc.user.profile.config/")) {
            if (!JSON.readTree(expected.asText()).equals(JSON.readTree(actual.asText()))) {
                missing.add(path + ": " + actual);
            }
        } else if (!expected.asText().equals(actual.asText(null))) {
            missing.add(path + ": " + expected + ", and is " + actual);
        }
    }

    private static String key(JsonNode element) {
        return KEYS.stream().filter(element::has).findFirst().map(name -> element.get(name).asText()).orElse(element.asText());
    }

    private static JsonNode counterpart(JsonNode element, JsonNode list) {
        String identity = KEYS.stream().filter(element::has).findFirst().orElse(null);
        if (identity == null && element.asText().startsWith("{")) {
            return list.path(0);
        }
        for (JsonNode candidate : list) {
            if (identity == null ? candidate.equals(element) : candidate.path(identity).equals(element.get(identity))
                    && candidate.path("subType").asText("").equals(element.path("subType").asText(""))) {
                return candidate;
            }
        }
        return MissingNode.getInstance();
    }
}
