package io.komauth.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.komauth.testing.Document;
import io.komauth.testing.TenantTemplate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files in {@code realm-config/as-code} have what {@code tenant.json} has. */
class TenantsAsCodeTest {

    static final String CONFIG_CLI = "realm-config/as-code/tenant-config-cli.json";

    /** Neither tool can replace a flow that Keycloak has made: theirs have names that begin so. */
    private static final String OWN = "tenant ";

    /** Keycloak takes it by its name, so neither tool can bind another one. */
    private static final String NOT_BOUND = "saml ecp";

    private static final Map<String, String> BINDINGS = Map.of("browserFlow", "browser", "directGrantFlow", "direct grant",
            "registrationFlow", "registration", "resetCredentialsFlow", "reset credentials", "firstBrokerLoginFlow",
            "first broker login", "dockerAuthenticationFlow", "docker auth");

    /** What is not a setting of the realm, and told apart below. */
    private static final Set<String> OBJECTS = Set.of("realm", "attributes", "authenticatorConfig", "authenticationFlows",
            "requiredActions", "components", "clientTemplates", "defaultDefaultClientScopes", "clients");

    /** Settings of the realm in the Terraform file. */
    private static final Map<String, String> REALM = Map.ofEntries(Map.entry("enabled", "/enabled"),
            Map.entry("sslRequired", "/ssl_required"), Map.entry("passwordPolicy", "/password_policy"),
            Map.entry("loginTheme", "/login_theme"), Map.entry("supportedLocales", "/internationalization/0/supported_locales"),
            Map.entry("defaultLocale", "/internationalization/0/default_locale"),
            Map.entry("failureFactor", "/security_defenses/0/brute_force_detection/0/max_login_failures"),
            Map.entry("waitIncrementSeconds", "/security_defenses/0/brute_force_detection/0/wait_increment_seconds"),
            Map.entry("maxFailureWaitSeconds", "/security_defenses/0/brute_force_detection/0/max_failure_wait_seconds"),
            Map.entry("webAuthnPolicyPasswordlessRequireResidentKey", "/web_authn_passwordless_policy/0/require_resident_key"),
            Map.entry("webAuthnPolicyPasswordlessUserVerificationRequirement",
                    "/web_authn_passwordless_policy/0/user_verification_requirement"));

    private static final Map<String, String> CLIENT = Map.of("standardFlowEnabled", "standard_flow_enabled",
            "directAccessGrantsEnabled", "direct_access_grants_enabled", "fullScopeAllowed", "full_scope_allowed");

    @Test
    void theFileForTerraformHasWhatTheTemplateHas() {
        assertThat(terraform()).isEqualTo(template(TenantTemplate.TENANT.json()));
    }

    @ParameterizedTest
    @CsvSource({"/authenticationFlows/1/authenticationExecutions,authenticator,auth-otp-form",
            "/authenticationFlows,alias,another flow", "/requiredActions,alias,TERMS_AND_CONDITIONS",
            "/clientTemplates,name,another scope", "/clientTemplates/0/protocolMappers,name,another mapper",
            "/authenticatorConfig,alias,another configuration", "/clients,clientId,another"})
    void whatIsNewInTheTemplateIsMissedThere(String list, String key, String name) {
        JsonNode template = TenantTemplate.TENANT.json();
        ((ArrayNode) template.at(list)).addObject().put(key, name);

        assertThat(terraform()).isNotEqualTo(template(template));
    }

    @ParameterizedTest
    @CsvSource({"'',duplicateEmailsAllowed", "/attributes,captcha.length", "/clients/0,consentRequired",
            "/clients/0/attributes,pkce.code.challenge.method"})
    void aSettingThatIsNewInTheTemplateIsMissedThere(String object, String name) {
        JsonNode template = TenantTemplate.TENANT.json();
        ((ObjectNode) template.at(object)).put(name, "6");

        assertThat(terraform()).isNotEqualTo(template(template));
    }

    @Test
    void theFileForKeycloakConfigCliIsTheTemplateWithFlowsOfItsOwn() {
        ObjectNode expected = (ObjectNode) TenantTemplate.TENANT.json();
        expected.remove("defaultDefaultClientScopes");
        expected.set("clientScopes", expected.remove("clientTemplates"));
        BINDINGS.forEach((binding, flow) -> expected.put(binding, OWN + flow));
        expected.get("authenticationFlows").forEach(flow -> {
            rename((ObjectNode) flow, "alias");
            flow.get("authenticationExecutions").forEach(step -> rename((ObjectNode) step, "flowAlias"));
        });
        remove(expected.get("authenticationFlows").elements(), "alias", OWN + NOT_BOUND);
        expected.get("components").get("org.keycloak.userprofile.UserProfileProvider")
                .forEach(profile -> ((ObjectNode) profile).put("name", "declarative-user-profile"));

        assertThat(configCli()).isEqualTo(expected);
    }

    static JsonNode configCli() {
        return parse(Document.whole(CONFIG_CLI));
    }

    private static void rename(ObjectNode object, String member) {
        if (object.has(member)) {
            object.put(member, OWN + object.get(member).asText());
        }
    }

    private static void remove(Iterator<JsonNode> elements, String member, String value) {
        while (elements.hasNext()) {
            if (elements.next().path(member).asText().equals(value)) {
                elements.remove();
            }
        }
    }

    /** All that the template says, a line for each. */
    private static Set<String> template(JsonNode tenant) {
        Set<String> facts = new TreeSet<>();
        tenant.fields().forEachRemaining(field -> {
            if (!OBJECTS.contains(field.getKey())) {
                facts.add("setting " + field.getKey() + ": " + plain(field.getValue()));
            }
        });
        addMap(facts, "attribute", tenant.get("attributes"));
        each(tenant, "authenticationFlows").filter(flow -> !flow.path("alias").asText().equals(NOT_BOUND)).forEach(flow -> {
            String alias = OWN + flow.path("alias").asText();
            facts.add(line("flow", alias, flow.path("description"), flow.path("providerId")));
            each(flow, "authenticationExecutions").forEach(step -> facts.add(line("step", alias,
                    step.has("flowAlias") ? OWN + step.get("flowAlias").asText() : "", step.path("authenticator"),
                    step.path("requirement"), step.path("priority"), step.path("authenticatorConfig"))));
        });
        each(tenant, "authenticatorConfig").forEach(config ->
                addMap(facts, "configuration " + config.path("alias").asText(), config.path("config")));
        BINDINGS.forEach((binding, flow) -> facts.add(line("binding", binding, OWN + flow)));
        each(tenant, "requiredActions").forEach(action -> facts.add(line("action", action.path("alias"), action.path("name"),
                action.path("enabled"), action.path("priority"))));
        each(tenant, "clientTemplates").forEach(scope -> {
            facts.add(line("scope", scope.path("name"), scope.path("description"),
                    scope.at("/attributes/include.in.token.scope").asBoolean()));
            each(scope, "protocolMappers").forEach(mapper -> {
                facts.add(line("mapper", scope.path("name"), mapper.path("name"), mapper.path("protocol"), mapper.path("protocolMapper")));
                addMap(facts, "mapper " + mapper.path("name").asText(), mapper.path("config"));
            });
        });
        each(tenant, "defaultDefaultClientScopes").forEach(scope -> facts.add(line("default scope", scope)));
        each(tenant, "clients").forEach(client -> {
            String id = "client " + client.path("clientId").asText();
            client.fields().forEachRemaining(field -> {
                // these two are a variable of the file, and empty in the template
                if (!Set.of("clientId", "attributes", "redirectUris", "webOrigins").contains(field.getKey())) {
                    facts.add(line(id, field.getKey(), plain(field.getValue())));
                }
            });
            addMap(facts, id, client.path("attributes"));
        });
        JsonNode profile = parse(tenant.at(
                "/components/org.keycloak.userprofile.UserProfileProvider/0/config/kc.user.profile.config/0").asText());
        each(profile, "attributes").forEach(attribute -> {
            Map<String, Object> validations = new TreeMap<>();
            attribute.path("validations").fields().forEachRemaining(
                    validation -> validations.put(validation.getKey(), texts(validation.getValue())));
            facts.add(line("profile", attribute.path("name"), attribute.path("displayName"), validations,
                    attribute.at("/permissions/view"), attribute.at("/permissions/edit")));
        });
        return facts;
    }

    /** The same lines of the Terraform file. */
    private static Set<String> terraform() {
        TerraformFile file = TerraformFile.read("realm-config/as-code/tenant.tf");
        Set<String> facts = new TreeSet<>();
        ObjectNode realm = file.resource("realm");
        REALM.forEach((setting, argument) -> facts.add("setting " + setting + ": " + plain(realm.requiredAt(argument))));
        // the blocks switch these on
        facts.add("setting bruteForceProtected: " + realm.at("/security_defenses/0").has("brute_force_detection"));
        facts.add("setting internationalizationEnabled: " + realm.has("internationalization"));
        ObjectNode events = file.resource("realm_events");
        facts.add("setting eventsEnabled: " + plain(events.get("events_enabled")));
        facts.add("setting eventsExpiration: " + plain(events.get("events_expiration")));
        addMap(facts, "attribute", realm.get("attributes"));
        facts.add("attribute webAuthnPolicyPasskeysEnabledPasswordless: "
                + plain(realm.requiredAt("/web_authn_passwordless_policy/0/passwordless_passkeys_enabled")));
        Map<String, String> configurations = new TreeMap<>();
        file.resources("authentication_execution_config").forEach(config -> {
            configurations.put(config.get("execution_id").asText(), config.get("alias").asText());
            addMap(facts, "configuration " + config.get("alias").asText(), config.get("config"));
        });
        Stream.of("authentication_flow", "authentication_subflow").flatMap(file::resources).forEach(flow ->
                facts.add(line("flow", flow.path("alias"), flow.path("description"), flow.path("provider_id"))));
        Stream.of("authentication_execution", "authentication_subflow").flatMap(file::resources).forEach(step ->
                facts.add(line("step", file.text(step, "parent_flow_alias"), step.path("alias"), step.path("authenticator"),
                        step.path("requirement"), step.path("priority"), configurations.getOrDefault(
                                step.get("#type").asText() + "." + step.get("#name").asText() + ".id", ""))));
        ObjectNode bindings = file.resource("authentication_bindings");
        BINDINGS.keySet().forEach(binding -> facts.add(line("binding", binding, file.text(bindings,
                binding.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT)))));
        file.resources("required_action").forEach(action -> facts.add(line("action", action.path("alias"), action.path("name"),
                action.path("enabled"), action.path("priority"))));
        file.resources("openid_client_scope").forEach(scope ->
                facts.add(line("scope", scope.path("name"), scope.path("description"), scope.path("include_in_token_scope"))));
        file.resources("generic_protocol_mapper").forEach(mapper -> {
            facts.add(line("mapper", name(file, mapper), mapper.path("name"), mapper.path("protocol"), mapper.path("protocol_mapper")));
            addMap(facts, "mapper " + mapper.path("name").asText(), mapper.path("config"));
        });
        file.resources("openid_default_client_scope").forEach(scope -> facts.add(line("default scope", name(file, scope))));
        file.resources("openid_client").forEach(client -> {
            String id = "client " + client.path("client_id").asText();
            CLIENT.forEach((setting, argument) -> facts.add(line(id, setting, plain(client.path(argument)))));
            facts.add(line(id, "publicClient", client.path("access_type").asText().equals("PUBLIC")));
            addMap(facts, id, client.path("extra_config"));
            facts.add(line(id, "defaultClientScopes",
                    file.texts(file.resource("openid_client_default_scopes").get("default_scopes"))));
            facts.add(line(id, "optionalClientScopes",
                    file.texts(file.resource("openid_client_optional_scopes").get("optional_scopes"))));
        });
        each(file.resource("realm_user_profile"), "attribute").forEach(attribute -> {
            Map<String, Object> validations = new TreeMap<>();
            each(attribute, "validator").forEach(
                    validator -> validations.put(validator.get("name").asText(), texts(validator.path("config"))));
            facts.add(line("profile", attribute.path("name"), attribute.path("display_name"), validations,
                    attribute.at("/permissions/0/view"), attribute.at("/permissions/0/edit")));
        });
        return facts;
    }

    /** The name of the scope whose id a resource refers to. */
    private static String name(TerraformFile file, JsonNode resource) {
        String id = resource.get("client_scope_id").asText();
        return file.resources("openid_client_scope").filter(scope -> id.equals("keycloak_openid_client_scope."
                + scope.get("#name").asText() + ".id")).findFirst().orElseThrow().get("name").asText();
    }

    private static Stream<JsonNode> each(JsonNode object, String member) {
        return StreamSupport.stream(object.path(member).spliterator(), false);
    }

    private static void addMap(Set<String> facts, String what, JsonNode map) {
        facts.add(what);
        texts(map).forEach((key, value) -> facts.add(what + " " + key + ": " + value));
    }

    private static Map<String, String> texts(JsonNode map) {
        Map<String, String> texts = new TreeMap<>();
        map.fields().forEachRemaining(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }

    private static String line(Object... parts) {
        return String.join(" | ", Stream.of(parts).map(part -> part instanceof JsonNode node ? plain(node) : part.toString()).toList());
    }

    private static String plain(JsonNode value) {
        return value.isArray() ? List.copyOf(StreamSupport.stream(value.spliterator(), false).map(JsonNode::asText).toList()).toString()
                : value.asText();
    }

    private static JsonNode parse(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }
}
