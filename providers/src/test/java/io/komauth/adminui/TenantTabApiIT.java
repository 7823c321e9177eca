package io.komauth.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.MACVerifier;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

import io.komauth.protection.ProtectionRequests;
import io.komauth.testing.Browser;
import io.komauth.testing.ChosenDatabase;
import io.komauth.testing.Credentials;
import io.komauth.testing.DemoTenant;
import io.komauth.testing.EachDatabase;
import io.komauth.testing.EachVersion;
import io.komauth.testing.Full;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.LoginApiRequest;
import io.komauth.testing.Plain;
import io.komauth.testing.Poll;
import io.komauth.testing.Request;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.Sm2Example;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TestRealmOptions;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.resource.ComponentsResource;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.representations.idm.AdminEventRepresentation;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ComponentExportRepresentation;
import org.keycloak.representations.idm.ComponentRepresentation;
import org.keycloak.representations.idm.ComponentTypeRepresentation;
import org.keycloak.representations.idm.ErrorRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/** The tab's component, as scripts come by it; and servers without the feature. */
@WithKeycloak
@EachDatabase
class TenantTabApiIT {

    private static final String TYPE = "org.keycloak.services.ui.extend.UiTabProvider";
    private static final String KEY = "a key of the tenant that has 32 bytes and more";

    private static KeycloakServer server;

    @BeforeAll
    static void share(KeycloakServer shared) {
        server = shared;
    }

    @Test
    @DisplayName("An update that names one setting leaves the others as they are; a blank one clears it")
    void partialUpdate() {
        try (TestRealm realm = realm()) {
            String id = create(realm, Map.of());

            update(realm, id, Map.of("captcha-length", "6"));
            assertThat(settings(realm)).containsExactlyInAnyOrderEntriesOf(Map.of("tenant.license", "old",
                    "tenant.signing-key", KEY, "captcha.length", "6"));
            update(realm, id, Map.of("tenant-license", ""));
            assertThat(settings(realm)).containsOnlyKeys("tenant.signing-key", "captcha.length");
        }
    }

    @Test
    @DisplayName("An emoji is kept, or refused with a reason where the database has none")
    void emoji() {
        try (TestRealm realm = realm()) {
            String id = create(realm, Map.of());

            Response response = put(realm, id, Map.of("tenant-license", "\ud83d\ude00"));

            if (ChosenDatabase.isMariaDb()) {
                assertThat(response.getStatus()).isEqualTo(400);
                assertThat(response.readEntity(ErrorRepresentation.class).getErrorMessage())
                        .isEqualTo("The server’s database cannot store emoji and some rare characters.");
                assertThat(settings(realm)).containsEntry("tenant.license", "old");
            } else {
                assertThat(settings(realm)).containsEntry("tenant.license", "\ud83d\ude00");
            }
        }
    }

    @Test
    @DisplayName("A component that is created with one setting sets that one alone")
    void partialCreate() {
        try (TestRealm realm = realm()) {
            create(realm, Map.of("captcha-length", "6"));

            assertThat(settings(realm)).containsExactlyInAnyOrderEntriesOf(Map.of("tenant.license", "old",
                    "tenant.signing-key", KEY, "captcha.length", "6"));
        }
    }

    @Test
    @DisplayName("What was read can be sent back, and changes nothing")
    void roundTrip() {
        try (TestRealm realm = realm()) {
            ComponentRepresentation unstored = onlyTab(realm);
            assertThat(unstored.getId()).isNull();
            String id = CreatedResponseUtil.getCreatedId(components(realm).add(unstored));
            components(realm).component(id).update(onlyTab(realm));

            assertThat(settings(realm)).containsExactlyInAnyOrderEntriesOf(
                    Map.of("tenant.license", "old", "tenant.signing-key", KEY));
        }
    }

    @Test
    @DisplayName("Wherever the component is read, it has the realm's values, and the key masked")
    void read() {
        try (TestRealm realm = realm()) {
            String id = create(realm, Map.of());

            assertThat(List.of(components(realm).component(id).toRepresentation(), onlyTab(realm),
                    components(realm).query().stream().filter(component -> id.equals(component.getId())).findFirst()
                            .orElseThrow()))
                    .allSatisfy(tab -> {
                        assertThat(tab.getId()).isEqualTo(id);
                        assertThat(tab.getConfig().getFirst("tenant-license")).isEqualTo("old");
                        assertThat(tab.getConfig().getFirst("captcha-length")).isEqualTo("5");
                        assertThat(tab.getConfig().getFirst("tenant-signing-key")).isEqualTo("**********");
                    });
        }
    }

    @Test
    @DisplayName("Where another parent's components are asked for, or types of them, there is no tab among them")
    void elsewhere() {
        try (TestRealm realm = realm()) {
            String id = create(realm, Map.of());

            assertThat(components(realm).query(realm.admin().toRepresentation().getId(), TYPE)).hasSize(1);
            assertThat(components(realm).query("another", TYPE)).isEmpty();
            assertThat(components(realm).component(id).getSubcomponentConfig(TYPE))
                    .extracting(ComponentTypeRepresentation::getId).containsOnlyOnce("tenant");
        }
    }

    @Test
    @DisplayName("Without its component the settings stay, and the tab goes on showing them")
    void removed() {
        try (TestRealm realm = realm()) {
            String id = create(realm, Map.of("captcha-length", "6"));
            components(realm).component(id).remove();

            assertThat(settings(realm)).containsEntry("captcha.length", "6");
            assertThat(onlyTab(realm).getConfig().getFirst("captcha-length")).isEqualTo("6");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"captcha-length|3|4–8", "captcha-length|five|4–8",
            "captcha-lifespan|1801|30–1800", "captcha-audio|on|true or false", "tenant-zone|Mars/Olympus|Europe/Berlin",
            "tenant-ids|uuid|keycloak or number", "tenant-api|yes|true or false", "tenant-api-query|0|true or false",
            "tenant-api-old-refresh-tokens-until|soon|2026-12-31",
            "tenant-signing-key|1234567890123456789012345678901|32 bytes",
            "tenant-sm2-private-key|9237a9af76ff5bad1c7f209e082c6dc52223adbaf24434baddc9e75152f3165|64 hexadecimal digits",
            "tenant-sm2-private-key|fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123|less 2",
            "tenant-sm2-private-key|0000000000000000000000000000000000000000000000000000000000000000|from 1",
            "captcha-everybody|perhaps|true or false", "captcha-everybody-failures|10001|0–10000",
            "captcha-everybody-window|59|60–3600", "address-lock-failures|101|1–100", "address-lock-window|59|60–86400",
            "address-lock-allowed|office.example|IP addresses"})
    @DisplayName("What is out of range is refused, new or not, with its range")
    void refused(String name, String value, String range) {
        try (TestRealm realm = realm()) {
            String id = create(realm, Map.of());

            try (Response created = components(realm).add(tab(Map.of(name, value)));
                    Response updated = put(realm, id, Map.of(name, value))) {
                assertThat(List.of(created.getStatus(), updated.getStatus())).containsExactly(400, 400);
                assertThat(created.readEntity(ErrorRepresentation.class).getErrorMessage()).contains(range);
                assertThat(updated.readEntity(ErrorRepresentation.class).getErrorMessage()).contains(range);
            }
            assertThat(settings(realm)).containsOnlyKeys("tenant.license", "tenant.signing-key");
        }
    }

    @Test
    @DisplayName("All values that are out of range are named at once, new or not, and none of the others is saved")
    void allRefusedAtOnce() {
        Map<String, String> values = Map.of("captcha-length", "3", "captcha-lifespan", "1801", "tenant-zone", "Mars/Olympus",
                "tenant-signing-key", "short", "address-lock-allowed", "office.example", "tenant-license", "new");
        try (TestRealm realm = realm()) {
            String id = create(realm, Map.of());

            try (Response created = components(realm).add(tab(values)); Response updated = put(realm, id, values)) {
                assertThat(List.of(created, updated)).allSatisfy(response -> {
                    assertThat(response.getStatus()).isEqualTo(400);
                    assertThat(response.readEntity(ErrorRepresentation.class).getErrorMessage())
                            .contains("captcha length", "4–8", "captcha life span", "30–1800", "time zone", "signing key", "32",
                                    "addresses that are never locked").doesNotContain("license", "{0}");
                });
            }
            assertThat(settings(realm)).containsExactlyInAnyOrderEntriesOf(
                    Map.of("tenant.license", "old", "tenant.signing-key", KEY));
        }
    }

    @Test
    @DisplayName("Who may only view the realm is told so when saving, before the tab is stored and after; other components say nothing new")
    void viewOnly() {
        try (TestRealm realm = options().user("viewer", "viewer",
                user -> user.setClientRoles(Map.of("realm-management", List.of("view-realm")))).create()) {
            String viewer = TokenRequest.withoutCaptcha(server, realm.name(), "password").client("admin-cli", null)
                    .param("scope", null).param("username", "viewer").param("password", "viewer").send().member("access_token");
            String body = "{\"name\":\"tab\",\"providerType\":\"%s\",\"providerId\":\"tenant\",\"config\":{\"captcha-length\":[\"6\"],\"protection\":[\"true\"]}}"
                    .formatted(TYPE);
            String path = "/admin/realms/" + realm.name() + "/components";

            ServerResponse unstored = Request.post(server.uri(path)).bearer(viewer).body("application/json", body).send();
            String id = create(realm, Map.of());
            ServerResponse stored = Request.of("PUT", server.uri(path + "/" + id)).bearer(viewer).body("application/json", body)
                    .send();
            ServerResponse other = Request.post(server.uri(path)).bearer(viewer)
                    .body("application/json", "{\"name\":\"key\",\"providerType\":\"org.keycloak.keys.KeyProvider\",\"providerId\":\"hmac-generated\"}").send();

            assertThat(Request.get(server.uri(path + "?type=" + TYPE)).bearer(viewer).send().status()).isEqualTo(200);
            assertThat(List.of(unstored, stored)).allSatisfy(response -> {
                assertThat(response.status()).as(response.toString()).isEqualTo(403);
                assertThat(response.member("errorMessage")).contains("You may view the settings of this realm", "manage-realm");
            });
            assertThat(other.status()).isEqualTo(403);
            assertThat(other.text()).doesNotContain("manage-realm");
            assertThat(settings(realm)).doesNotContainKey("captcha.length");
            assertThat(realm.admin().toRepresentation().getBrowserFlow()).isEqualTo("browser");
        }
    }

    @Test
    @DisplayName("Protect this realm protects it and undoes that, with the parts that are left out, and shows what is so now")
    void protection() {
        try (TestRealm realm = stock()) {
            List<String> before = flows(realm);
            assertThat(protection(realm)).containsExactly("false");
            assertThat(shown(realm, "protection-state")).contains("Open: Login (browser), Direct grant", "Login theme");
            assertThat(shown(realm, "protection-open-paths")).contains("without a captcha: 4", "browser flow", "Protect the realm");
            assertThat(shown(realm, "protection-try-it")).isEqualTo(realm.uri("/account").toString());

            String id = create(realm, Map.of("protection", "true"));
            assertThat(protection(realm)).containsExactly("true");
            assertThat(loginPage(realm).hasCaptcha()).isTrue();
            assertThat(shown(realm, "protection-state")).startsWith("Protected: Login (captcha browser), Direct grant (captcha direct grant), ");
            assertThat(shown(realm, "protection-open-paths")).contains("No login path is open");
            assertThat(realm.admin().getAdminEvents()).extracting(AdminEventRepresentation::getResourceType)
                    .contains("AUTH_FLOW", "REALM", "COMPONENT");
            assertThat(realm.admin().getAdminEvents()).extracting(event -> event.getAuthDetails().getUserId()).doesNotContainNull()
                    .hasSize(realm.admin().getAdminEvents().size());
            List<String> then = flows(realm);
            update(realm, id, Map.of("tenant-license", "new"));
            assertThat(flows(realm)).isEqualTo(then);

            ComponentRepresentation leftOut = tab(Map.of());
            leftOut.getConfig().put("protection-left-out", new ArrayList<>(List.of("theme", "directGrant")));
            components(realm).component(id).update(leftOut);
            assertThat(protection(realm)).containsExactly("true", "directGrant", "theme");
            assertThat(realm.admin().toRepresentation().getDirectGrantFlow()).isEqualTo("direct grant");
            assertThat(shown(realm, "protection-open-paths")).contains("without a captcha: 1");
            update(realm, id, Map.of("protection-left-out", "login"));
            assertThat(protection(realm)).as("some are protected and one undone").containsExactly("true", "login");
            assertThat(loginPage(realm).hasCaptcha()).isFalse();
            update(realm, id, Map.of("protection-left-out", ""));
            assertThat(protection(realm)).containsExactly("true");
            assertThat(realm.admin().toRepresentation().getDirectGrantFlow()).isEqualTo("captcha direct grant");

            update(realm, id, Map.of("protection", "false"));
            assertThat(protection(realm)).containsExactly("false");
            assertThat(flows(realm)).isEqualTo(before);
            try (Response nothing = put(realm, id, Map.of("protection", "false"))) {
                assertThat(nothing.getStatus()).isEqualTo(204);
            }

            ProtectionRequests.succeed(server, "POST", realm, "", "{\"registration\": false}");
            assertThat(protection(realm)).as("protected by the endpoint").containsExactly("true", "registration");
            ProtectionRequests.succeed(server, "DELETE", realm, "", null);
            assertThat(protection(realm)).as("undone by the endpoint").containsExactly("false");
        }
    }

    @Test
    @DisplayName("A protection that is refused says why, with all other values that are refused, and changes nothing")
    void refusedProtection() {
        try (TestRealm realm = stock()) {
            realm.admin().flows().copy("browser", Map.of("newName", "it's {odd}"));
            RealmRepresentation odd = realm.admin().toRepresentation();
            odd.setBrowserFlow("it's {odd}");
            realm.admin().update(odd);
            String id = create(realm, Map.of("protection", "true"));
            ClientRepresentation client = realm.admin().clients().findByClientId("account").get(0);
            client.setAuthenticationFlowBindingOverrides(Map.of("browser", realm.admin().flows().getFlows().stream()
                    .filter(flow -> flow.getAlias().equals("captcha it's {odd}")).findFirst().orElseThrow().getId()));
            realm.admin().clients().get(client.getId()).update(client);
            Map<String, String> settings = settings(realm);
            List<String> then = flows(realm);

            assertThat(refusal(realm, id, Map.of("protection", "false", "captcha-length", "3", "tenant-license", "new")))
                    .contains("was not changed", "'captcha it's {odd}'", "client account", "4–8");
            assertThat(refusal(realm, id, Map.of("protection-left-out", "login"))).contains("client account");
            assertThat(refusal(realm, id, Map.of("protection", "perhaps", "captcha-length", "3"))).contains("true or false", "4–8");
            assertThat(refusal(realm, id, Map.of("protection-left-out", "logon", "captcha-lifespan", "1")))
                    .contains("login, directGrant, registration, passwordReset, theme", "30–1800");
            ComponentRepresentation all = tab(Map.of());
            all.getConfig().put("protection-left-out",
                    new ArrayList<>(List.of("login", "directGrant", "registration", "passwordReset", "theme")));
            try (Response refused = put(realm, id, all)) {
                assertThat(refused.readEntity(ErrorRepresentation.class).getErrorMessage()).contains("but not all of them");
            }

            assertThat(settings(realm)).isEqualTo(settings);
            assertThat(flows(realm)).isEqualTo(then);
            RealmRepresentation byHand = realm.admin().toRepresentation();
            byHand.getAttributes().keySet().removeIf(name -> name.startsWith("protection."));
            byHand.getAttributes().put("tenant.license", "by hand");
            List.of("login", "directGrant", "registration", "passwordReset", "theme", "captchaKinds")
                    .forEach(part -> byHand.getAttributes().put("protection." + part, ""));
            realm.admin().update(byHand);
            assertThat(refusal(realm, id, Map.of("protection", "false"))).contains("nothing to undo", "browserFlow 'captcha it's {odd}'");
        }
    }

    @Test
    @DisplayName("A form that was opened before the realm was protected or undone elsewhere changes no protection when it is saved")
    void olderForms() {
        try (TestRealm realm = stock()) {
            ComponentRepresentation form = onlyTab(realm);
            ProtectionRequests.succeed(server, "POST", realm, "", null);
            List<String> isProtected = flows(realm);
            form.getConfig().putSingle("captcha-length", "6");
            String id = CreatedResponseUtil.getCreatedId(components(realm).add(form));
            assertThat(settings(realm)).containsEntry("captcha.length", "6").containsEntry("captcha.kinds", "either");
            assertThat(flows(realm)).isEqualTo(isProtected);
            form = onlyTab(realm);
            ProtectionRequests.succeed(server, "DELETE", realm, "", null);
            List<String> undone = flows(realm);
            components(realm).component(id).update(form);
            assertThat(flows(realm)).isEqualTo(undone);
            assertThat(settings(realm)).doesNotContainKey("captcha.kinds");

            form = onlyTab(realm);
            form.getConfig().putSingle("protection", "true");
            components(realm).component(id).update(form);
            assertThat(protection(realm)).containsExactly("true");
            form.getConfig().putSingle("captcha-length", "7");
            components(realm).component(id).update(form);
            assertThat(protection(realm)).as("the same form is saved again").containsExactly("true");
            assertThat(settings(realm)).containsEntry("captcha.length", "7").containsEntry("captcha.kinds", "either");
            form.getConfig().putSingle("protection", "false");
            components(realm).component(id).update(form);
            assertThat(flows(realm)).as("the same form undoes what it did").isEqualTo(undone);
        }
    }

    private static TestRealm stock() {
        return ProtectionRequests.stockRealm(server).create();
    }

    /** As exports have them; without the attributes, which have the settings of the tab. */
    private static List<String> flows(TestRealm realm) {
        List<String> flows = new ArrayList<>(ProtectionRequests.all(realm));
        flows.remove(flows.size() - 1);
        RealmRepresentation bound = realm.admin().toRepresentation();
        flows.addAll(List.of(bound.getBrowserFlow(), bound.getDirectGrantFlow(), bound.getRegistrationFlow(),
                bound.getResetCredentialsFlow(), String.valueOf(bound.getLoginTheme())));
        return flows;
    }

    private static Browser loginPage(TestRealm realm) {
        return new Browser().open(realm.uri("/protocol/openid-connect/auth?client_id=app&response_type=code&scope=openid"
                + "&redirect_uri=" + realm.uri("/callback")));
    }

    /** The switch, and the parts that are left out. */
    private static List<String> protection(TestRealm realm) {
        MultivaluedHashMap<String, String> config = onlyTab(realm).getConfig();
        return Stream.concat(Stream.of(config.getFirst("protection")), config.get("protection-left-out").stream()).toList();
    }

    private static String shown(TestRealm realm, String field) {
        return onlyTab(realm).getConfig().getFirst(field);
    }

    private static String refusal(TestRealm realm, String id, Map<String, String> config) {
        try (Response refused = put(realm, id, tab(config))) {
            assertThat(refused.getStatus()).isEqualTo(400);
            return refused.readEntity(ErrorRepresentation.class).getErrorMessage();
        }
    }

    @ParameterizedTest
    @CsvSource({"de,Zeitzone", "es,Zona horaria", "fr,Fuseau horaire", "ja,タイムゾーン", "zh-Hans,时区", "zh-CN,时区", "zh-TW,時區",
            "ru,Часовой пояс", "pl,Strefa czasowa", "pt-BR,Fuso horário", "en,Time zone"})
    @DisplayName("The console has the texts of the tab in the administrator's language")
    void translated(String language, String zone) {
        String texts = Request.get(server.uri("/resources/master/admin/" + language)).send().text();

        assertThat(texts).contains("\"komAuth.tenant.zone\",\"value\":\"" + zone + '"');
    }

    @Full
    @EachVersion
    @Test
    @DisplayName("An export has the settings and no component, so that a server without the feature imports it")
    void exported(@Plain KeycloakServer withoutFeature) {
        try (TestRealm realm = options().generatedKeys().create()) {
            create(realm, Map.of("captcha-length", "6"));

            RealmRepresentation export = realm.admin().partialExport(false, false);

            assertThat(export.getComponents()).isNotEmpty().doesNotContainKey(TYPE);
            try (TestRealm imported = TestRealm.on(withoutFeature).with(copy -> {
                copy.setAttributes(export.getAttributes());
                copy.setComponents(export.getComponents());
            }).create()) {
                assertThat(settings(imported)).containsEntry("captcha.length", "6");
            }
        }
    }

    @Test
    @DisplayName("A component that is imported changes nothing")
    void imported() {
        ComponentExportRepresentation component = new ComponentExportRepresentation();
        component.setProviderId("tenant");
        component.setConfig(new MultivaluedHashMap<>(Map.of("captcha-length", List.of("6"), "protection", List.of("true"))));
        try (TestRealm realm = TestRealm.on(server).attribute("captcha.length", "7")
                .with(copy -> copy.setComponents(new MultivaluedHashMap<>(Map.of(TYPE, List.of(component))))).create()) {
            assertThat(settings(realm)).containsExactlyEntriesOf(Map.of("captcha.length", "7"));
            assertThat(onlyTab(realm).getConfig().getFirst("captcha-length")).isEqualTo("7");
            assertThat(protection(realm)).containsExactly("false");
        }
    }

    @Test
    @DisplayName("A signing key that is set by the tab signs, and is in no attribute, event, export or log that anybody reads")
    void theSigningKeyIsSealed() throws ParseException, JOSEException {
        try (TestRealm realm = DemoTenant.copyTo(server, copy -> {
            copy.getAttributes().remove("tenant.signing-key");
            copy.setAdminEventsEnabled(true);
            copy.setAdminEventsDetailsEnabled(true);
            copy.setEventsEnabled(true);
            copy.getUsers().add(viewerOfEvents());
        })) {
            String id = create(realm, Map.of("tenant-signing-key", "the first key of the tenant, of 32 bytes and more"));
            update(realm, id, Map.of("tenant-signing-key", KEY));
            RealmRepresentation everything = realm.admin().toRepresentation();
            everything.setDisplayName("another setting");
            realm.admin().update(everything);
            update(realm, id, Map.of("captcha-length", "6"));
            components(realm).component(id).update(onlyTab(realm));

            assertThat(isSignedBy(KEY, login(realm))).isTrue();
            ObjectMapper json = new ObjectMapper();
            assertThat(realm.admin().getAdminEvents()).extracting(AdminEventRepresentation::getResourceType).contains("REALM");
            assertThat(List.of(realm.admin().getAdminEvents(), realm.admin().getEvents(), realm.admin().toRepresentation(),
                    realm.admin().partialExport(true, true), components(realm).query(), server.admin().realms().findAll()))
                    .extracting(json::valueToTree).extracting(Object::toString)
                    .noneMatch(text -> text.contains(KEY) || text.contains("the first key"));
            String viewer = TokenRequest.captchaGrant(server, realm).client("admin-cli", null).param("scope", null)
                    .param("username", "viewer").param("password", "viewer").send().member("access_token");
            for (String read : List.of("/admin-events", "/events")) {
                ServerResponse response = Request.get(server.uri("/admin/realms/" + realm.name() + read)).bearer(viewer).send();
                assertThat(response.status()).as(read + response).isEqualTo(200);
                assertThat(response.text()).doesNotContain(KEY, "the first key");
            }
            assertThat(server.log()).doesNotContain(KEY, "the first key");
        }
    }

    private static UserRepresentation viewerOfEvents() {
        UserRepresentation viewer = new UserRepresentation();
        viewer.setUsername("viewer");
        viewer.setEnabled(true);
        viewer.setCredentials(List.of(Credentials.password("viewer")));
        viewer.setClientRoles(Map.of("realm-management", List.of("view-events")));
        return viewer;
    }

    @Test
    @DisplayName("An SM2 key that is set by the tab decrypts, and is in no attribute, event, export or log that anybody reads")
    void theSm2KeyIsSealed() {
        try (TestRealm realm = DemoTenant.copyTo(server, copy -> {
            copy.setAdminEventsEnabled(true);
            copy.setAdminEventsDetailsEnabled(true);
            copy.setEventsEnabled(true);
        })) {
            String id = create(realm, Map.of("tenant-sm2-private-key", "1".repeat(64)));
            update(realm, id, Map.of("tenant-sm2-private-key", Sm2Example.PRIVATE_KEY));
            RealmRepresentation everything = realm.admin().toRepresentation();
            everything.setDisplayName("another setting");
            realm.admin().update(everything);
            update(realm, id, Map.of("captcha-length", "6"));
            components(realm).component(id).update(onlyTab(realm));

            assertThat(settings(realm).get("tenant.sm2-private-key")).startsWith("sealed:");
            assertThat(onlyTab(realm).getConfig().getFirst("tenant-sm2-private-key")).isEqualTo("**********");
            assertThat(Sm2Example.all()).filteredOn(example -> example.plain().equals("admin")).singleElement()
                    .satisfies(example -> assertThat(LoginApiRequest.example(server, realm).member("password", example.cipher())
                            .send().status()).isEqualTo(200));
            ObjectMapper json = new ObjectMapper();
            assertThat(realm.admin().getAdminEvents()).extracting(AdminEventRepresentation::getResourceType).contains("REALM");
            assertThat(List.of(realm.admin().getAdminEvents(), realm.admin().getEvents(), realm.admin().toRepresentation(),
                    realm.admin().partialExport(true, true), components(realm).query(), server.admin().realms().findAll()))
                    .extracting(json::valueToTree).extracting(Object::toString)
                    .noneMatch(text -> text.contains(Sm2Example.PRIVATE_KEY) || text.contains("1".repeat(64)));
            assertThat(server.log()).doesNotContain(Sm2Example.PRIVATE_KEY, "1".repeat(64));
        }
    }

    @Test
    @DisplayName("A secret that was sealed for one setting opens as no other")
    void aSealedSecretIsOfItsSetting() {
        try (TestRealm realm = DemoTenant.copyTo(server)) {
            create(realm, Map.of("tenant-signing-key", Sm2Example.PRIVATE_KEY));
            RealmRepresentation change = realm.admin().toRepresentation();
            change.getAttributes().put("tenant.sm2-private-key", settings(realm).get("tenant.signing-key"));
            realm.admin().update(change);

            assertThat(LoginApiRequest.example(server, realm).header("Accept-Language", "en")
                    .member("password", Sm2Example.all().get(0).cipher()).send().member("error_description"))
                    .startsWith("This tenant has no valid key");
            assertThat(server.log()).contains("Realm " + realm.name()
                    + ": attribute tenant.sm2-private-key was sealed by an AES key that the realm does not have");
        }
    }

    @Test
    @DisplayName("A sealed key outlives the rotation of the AES key; the tab seals it anew; without its AES key logins say so")
    void theSealedKeyAndTheRealmsKeys() throws ParseException, JOSEException {
        try (TestRealm realm = DemoTenant.copyTo(server, copy -> copy.getAttributes().remove("tenant.signing-key"))) {
            String id = create(realm, Map.of("tenant-signing-key", KEY));
            String sealed = settings(realm).get("tenant.signing-key");
            ComponentRepresentation old = components(realm).query(null, "org.keycloak.keys.KeyProvider").stream()
                    .filter(key -> key.getProviderId().equals("aes-generated")).findFirst().orElseThrow();
            ComponentRepresentation next = new ComponentRepresentation();
            next.setName("next");
            next.setProviderType(old.getProviderType());
            next.setProviderId(old.getProviderId());
            next.setConfig(new MultivaluedHashMap<>(Map.of("priority", List.of("1000"))));
            components(realm).add(next).close();
            old.getConfig().putSingle("active", "false");
            components(realm).component(old.getId()).update(old);

            assertThat(isSignedBy(KEY, login(realm))).isTrue();
            assertThat(settings(realm)).containsEntry("tenant.signing-key", sealed);
            components(realm).component(id).update(onlyTab(realm));
            assertThat(settings(realm).get("tenant.signing-key")).startsWith("sealed:").isNotEqualTo(sealed);
            components(realm).component(old.getId()).remove();
            assertThat(isSignedBy(KEY, login(realm))).isTrue();

            RealmRepresentation change = realm.admin().toRepresentation();
            change.getAttributes().put("tenant.signing-key", sealed);
            realm.admin().update(change);
            ServerResponse refused = TokenRequest.captchaGrant(server, realm).send();
            assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
            assertThat(refused.member("error")).isEqualTo("unauthorized_client");
            Poll.until("the log says what to do", () -> server.log().contains("Realm " + realm.name()
                    + ", client sword: attribute tenant.signing-key was sealed by an AES key that the realm does not have; set"));
        }
    }

    @Test
    @DisplayName("A key in the vault is stored as its expression; what is sealed already is no key")
    void vaultExpression() {
        try (TestRealm realm = realm()) {
            String id = create(realm, Map.of("tenant-signing-key", "${vault.signing-key}"));

            assertThat(settings(realm)).containsEntry("tenant.signing-key", "${vault.signing-key}");
            try (Response refused = put(realm, id, Map.of("tenant-signing-key", "sealed:eyJhbGciOiJkaXIifQ..AAAA.AAAA.AAAA"))) {
                assertThat(refused.getStatus()).isEqualTo(400);
            }
        }
    }

    private static String login(TestRealm realm) {
        ServerResponse response = TokenRequest.captchaGrant(server, realm).send();
        assertThat(response.status()).as(response.toString()).isEqualTo(200);
        return response.member("access_token");
    }

    private static boolean isSignedBy(String key, String token) throws ParseException, JOSEException {
        return JWSObject.parse(token).verify(new MACVerifier(key));
    }

    @Full
    @EachVersion
    @Test
    @DisplayName("Without the feature components are listed as ever")
    void withoutTheFeature(@Plain KeycloakServer withoutFeature) {
        try (TestRealm realm = TestRealm.on(withoutFeature).attribute("captcha.length", "7").create()) {
            assertThat(realm.admin().components().query(null, TYPE)).isEmpty();
            assertThat(realm.admin().components().query(null, "org.keycloak.keys.KeyProvider")).isNotEmpty();
        }
    }

    private static TestRealm realm() {
        return options().create();
    }

    private static TestRealmOptions options() {
        return TestRealm.on(server).attribute("tenant.license", "old").attribute("tenant.signing-key", KEY);
    }

    private static ComponentsResource components(TestRealm realm) {
        return realm.admin().components();
    }

    private static ComponentRepresentation onlyTab(TestRealm realm) {
        List<ComponentRepresentation> tabs = components(realm).query(null, TYPE);
        assertThat(tabs).hasSize(1);
        return tabs.get(0);
    }

    private static String create(TestRealm realm, Map<String, String> config) {
        return CreatedResponseUtil.getCreatedId(components(realm).add(tab(config)));
    }

    private static void update(TestRealm realm, String id, Map<String, String> config) {
        components(realm).component(id).update(tab(config));
    }

    private static Response put(TestRealm realm, String id, Map<String, String> config) {
        return put(realm, id, tab(config));
    }

    private static Response put(TestRealm realm, String id, ComponentRepresentation tab) {
        try {
            components(realm).component(id).update(tab);
            return Response.noContent().build();
        } catch (WebApplicationException refused) {
            return refused.getResponse();
        }
    }

    private static ComponentRepresentation tab(Map<String, String> config) {
        ComponentRepresentation tab = new ComponentRepresentation();
        tab.setName("tab-" + UUID.randomUUID());
        tab.setProviderType(TYPE);
        tab.setProviderId("tenant");
        tab.setConfig(new MultivaluedHashMap<>());
        config.forEach(tab.getConfig()::putSingle);
        return tab;
    }

    private static Map<String, String> settings(TestRealm realm) {
        Map<String, String> attributes = realm.admin().toRepresentation().getAttributes();
        attributes.keySet().removeIf(name -> !name.startsWith("tenant.") && !name.startsWith("captcha."));
        return attributes;
    }
}
