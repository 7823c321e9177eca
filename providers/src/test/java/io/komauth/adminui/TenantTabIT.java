package io.komauth.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Logger;

import io.komauth.protection.ProtectionRequests;
import io.komauth.testing.Administrator;
import io.komauth.testing.Browser;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Request;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TestRealmOptions;
import io.komauth.testing.WithKeycloak;
import io.komauth.testing.browser.Chromium;
import io.komauth.testing.browser.Screenshot;
import io.komauth.testing.browser.WithChromium;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.openqa.selenium.WebDriver;

/** The tab in a browser, and its picture: {@code -Dit.test=TenantTabIT -Dscreenshots.directory=docs/images}. */
@WithKeycloak
@WithChromium
class TenantTabIT {

    private static final Logger LOG = Logger.getLogger(TenantTabIT.class.getName());

    private static final String KEY = "a key of the tenant that has 32 bytes and more";

    private static KeycloakServer server;

    @BeforeAll
    static void share(KeycloakServer shared) {
        server = shared;
    }

    @Test
    @DisplayName("What is set in the tab becomes the realm's attributes, counts at once, and is shown when reloaded")
    void setSavedReloaded(Chromium chromium) {
        try (TestRealm realm = realm().with(named -> named.setRealm("100001")).create()) {
            WebDriver driver = chromium.open();
            TenantTabPage tab = TenantTabPage.of(driver, server, realm)
                    .type("tenant.license", "licensed to Example").type("tenant.zone", "Europe/Berlin")
                    .choose("tenant.ids", "number").toggle("tenant.api").toggle("tenant.api.query")
                    .type("tenant.signing-key", KEY).type("captcha.length", "6").type("captcha.lifespan", "120")
                    .toggle("captcha.audio").toggle("captcha.everybody").type("captcha.everybody.failures", "200");

            assertThat(tab.save()).contains("successful");

            assertThat(settings(realm).get("tenant.signing-key")).startsWith("sealed:").doesNotContain(KEY);
            Map<String, String> others = settings(realm);
            others.remove("tenant.signing-key");
            assertThat(others).containsExactlyInAnyOrderEntriesOf(Map.of(
                    "tenant.license", "licensed to Example", "tenant.zone", "Europe/Berlin", "tenant.ids", "number",
                    "tenant.api", "true", "tenant.api.query", "true",
                    "captcha.length", "6", "captcha.lifespan", "120", "captcha.audio", "true",
                    "captcha.everybody", "true", "captcha.everybody.failures", "200"));
            assertThat(Request.get(realm.uri("/captcha")).send().json().get("expires_in").asInt()).isEqualTo(120);
            tab.reload();
            assertThat(List.of(tab.value("tenant.license"), tab.value("tenant.zone"), tab.choice("tenant.ids"),
                    tab.value("captcha.length"), tab.value("captcha.lifespan"), tab.value("captcha.everybody.failures"),
                    tab.value("captcha.everybody.window")))
                    .containsExactly("licensed to Example", "Europe/Berlin", "number", "6", "120", "200", "300");
            assertThat(List.of(tab.isOn("tenant.api"), tab.isOn("tenant.api.query"), tab.isOn("captcha.audio"), tab.isOn("captcha.everybody")))
                    .containsExactly(true, true, true, true);
            // as by default
            tab.toggle("captcha.audio").toggle("captcha.everybody").showAll();
            Screenshot.take(driver, "tenant-tab");
        }
    }

    @Test
    @DisplayName("One click and Save protect a fresh realm, another click and Save restore its flows; a refusal says what to do first")
    void protectThisRealm(Chromium chromium) {
        try (TestRealm realm = realm().with(named -> {
            named.setRegistrationAllowed(true);
            named.setResetPasswordAllowed(true);
        }).create()) {
            List<String> before = ProtectionRequests.all(realm);
            WebDriver driver = chromium.open();
            TenantTabPage tab = TenantTabPage.of(driver, server, realm);
            assertThat(tab.isOn("protection")).isFalse();

            Instant begin = Instant.now();
            assertThat(tab.toggle("protection").save()).contains("successful");
            Duration taken = Duration.between(begin, Instant.now());
            LOG.info(() -> "Protect this realm, in the console: " + taken.toMillis() + " ms");
            assertThat(taken).isLessThan(Duration.ofSeconds(10));
            assertThat(new Browser().open(loginPage(realm)).hasCaptcha()).isTrue();

            assertThat(tab.toggle("protection").save()).contains("successful");
            assertThat(ProtectionRequests.all(realm)).as("undone in the same form").isEqualTo(before);

            assertThat(tab.toggle("protection").pick("protection-left-out", "directGrant").save()).contains("successful");
            tab.reload();
            assertThat(tab.isOn("protection")).isTrue();
            assertThat(tab.value("protection-state")).contains("Protected: Login (captcha browser), ", "Open: Direct grant (direct grant)");
            assertThat(tab.value("protection-open-paths")).contains("Login paths without a captcha: 1");
            assertThat(tab.value("protection-try-it")).isEqualTo(realm.uri("/account").toString());
            tab.showTop();
            Screenshot.take(driver, "protect-realm");

            ClientRepresentation client = realm.admin().clients().findByClientId("account").get(0);
            client.setAuthenticationFlowBindingOverrides(Map.of("browser", realm.admin().flows().getFlows().stream()
                    .filter(flow -> flow.getAlias().equals("captcha browser")).findFirst().orElseThrow().getId()));
            realm.admin().clients().get(client.getId()).update(client);
            List<String> then = ProtectionRequests.all(realm);
            assertThat(tab.toggle("protection").save()).contains("was not changed", "client account", "Choose another flow there first");
            assertThat(ProtectionRequests.all(realm)).isEqualTo(then);
        }
    }

    private static URI loginPage(TestRealm realm) {
        return realm.uri("/protocol/openid-connect/auth?client_id=account&response_type=code&scope=openid"
                + "&redirect_uri=" + realm.uri("/account"));
    }

    @Test
    @DisplayName("What is out of range is refused, with its range, and nothing is saved")
    void refused(Chromium chromium) {
        try (TestRealm realm = realm().create()) {
            TenantTabPage tab = TenantTabPage.of(chromium.open(), server, realm);

            assertThat(tab.type("tenant.license", "new").type("captcha.length", "9").save())
                    .contains("The captcha length must be a number in the range 4–8.");
            assertThat(tab.type("captcha.length", "8").type("captcha.lifespan", "29").save()).contains("30–1800");
            assertThat(tab.type("captcha.lifespan", "30").type("tenant.zone", "Mars/Olympus").save())
                    .contains("The time zone must be a name such as Europe/Berlin");
            assertThat(tab.type("tenant.zone", "UTC").type("tenant.signing-key", "short").save())
                    .contains("at least 32 bytes");
            assertThat(tab.clear("tenant.signing-key").type("tenant.sm2-private-key", "short").save())
                    .contains("The SM2 private key must be 64 hexadecimal digits");
            assertThat(settings(realm)).isEmpty();
        }
    }

    @Test
    @DisplayName("A realm of which nothing was said shows what counts, and saving it untouched writes nothing")
    void defaults(Chromium chromium) {
        try (TestRealm realm = realm().create()) {
            TenantTabPage tab = TenantTabPage.of(chromium.open(), server, realm);

            assertThat(List.of(tab.value("tenant.license"), tab.value("tenant.zone"), tab.choice("tenant.ids"),
                    tab.value("tenant.signing-key"), tab.value("captcha.length"), tab.value("captcha.lifespan")))
                    .containsExactly("", "Asia/Shanghai", "keycloak", "", "5", "300");
            assertThat(List.of(tab.isOn("tenant.api"), tab.isOn("tenant.api.query"), tab.isOn("captcha.audio")))
                    .containsExactly(false, false, false);
            assertThat(tab.save()).contains("successful");
            assertThat(tab.save()).contains("successful");
            assertThat(settings(realm)).isEmpty();
        }
    }

    @Test
    @DisplayName("What is set elsewhere, before the tab was ever saved and after, is what the tab shows")
    void setElsewhere(Chromium chromium) {
        try (TestRealm realm = realm().attribute("captcha.length", "7").attribute("captcha.audio", "true").create()) {
            TenantTabPage tab = TenantTabPage.of(chromium.open(), server, realm);
            assertThat(tab.value("captcha.length")).isEqualTo("7");
            assertThat(tab.isOn("captcha.audio")).isTrue();

            assertThat(tab.type("tenant.license", "of the tab").save()).contains("successful");
            set(realm, "captcha.length", "8");

            assertThat(tab.reload().value("captcha.length")).isEqualTo("8");
            assertThat(tab.value("tenant.license")).isEqualTo("of the tab");
            assertThat(settings(realm)).containsExactlyInAnyOrderEntriesOf(
                    Map.of("captcha.length", "8", "captcha.audio", "true", "tenant.license", "of the tab"));
        }
    }

    @Test
    @DisplayName("What is cleared in the tab is gone, and the default counts, at the first saving as at any other")
    void cleared(Chromium chromium) {
        try (TestRealm realm = realm().attribute("captcha.length", "7").attribute("tenant.license", "old")
                .attribute("tenant.zone", "UTC").create()) {
            TenantTabPage tab = TenantTabPage.of(chromium.open(), server, realm);

            tab.clear("captcha.length").save();
            assertThat(settings(realm)).containsOnlyKeys("tenant.license", "tenant.zone");
            tab.reload().clear("tenant.license").save();
            assertThat(settings(realm)).containsOnlyKeys("tenant.zone");
            tab.clear("tenant.zone").save();
            assertThat(settings(realm)).isEmpty();

            tab.reload();
            assertThat(List.of(tab.value("captcha.length"), tab.value("tenant.license"), tab.value("tenant.zone")))
                    .containsExactly("5", "", "Asia/Shanghai");
        }
    }

    @ParameterizedTest
    @CsvSource({"tenant.signing-key," + KEY + ",'another key of the tenant, of 32 bytes and more'",
            "tenant.sm2-private-key,9237a9af76ff5bad1c7f209e082c6dc52223adbaf24434baddc9e75152f31656,"
                    + "2222222222222222222222222222222222222222222222222222222222222222"})
    @DisplayName("A secret key is masked when read back, kept when other things are saved, in no event and no log")
    void secretKey(String attribute, String key, String other, Chromium chromium) {
        try (TestRealm realm = realm().attribute(attribute, key).create()) {
            TenantTabPage tab = TenantTabPage.of(chromium.open(), server, realm);
            assertThat(tab.value(attribute)).isEqualTo("**********");
            tab.type("tenant.license", "first").save();
            tab.reload().type("tenant.license", "second").save();
            assertThat(settings(realm)).containsEntry(attribute, key);

            tab.type(attribute, other).save();
            assertThat(settings(realm).get(attribute)).startsWith("sealed:").doesNotContain(other);
            assertThat(tab.reload().value(attribute)).isEqualTo("**********");

            assertThat(realm.admin().getAdminEvents()).hasSize(3)
                    .allSatisfy(event -> assertThat(event.getRepresentation()).contains("tenant-license")
                            .doesNotContain(key, other));
            assertThat(server.log()).doesNotContain(key, other);

            tab.clear(attribute).save();
            assertThat(settings(realm)).doesNotContainKey(attribute);
            tab.type(attribute, "${vault.signing-key}").save();
            assertThat(tab.reload().value(attribute)).isEqualTo("${vault.signing-key}");
        }
    }

    @Test
    @DisplayName("To those who read Chinese it is Chinese, also what it refuses")
    void chinese(Chromium chromium) {
        RealmResource master = server.admin().realm("master");
        speak(master, true);
        String administrator = chineseAdministrator();
        try (TestRealm realm = realm().create()) {
            TenantTabPage tab = TenantTabPage.of(chromium.open(), server, realm, administrator, "租户");

            assertThat(tab.text()).contains("授权信息", "时区", "签名密钥", "验证码长度", "语音验证码");
            assertThat(tab.type("captcha.length", "9").save()).contains("验证码长度须为 4–8 范围内的数字。");
        } finally {
            speak(master, false);
            master.users().searchByUsername(administrator, true).forEach(user -> master.users().delete(user.getId()).close());
        }
    }

    private static void speak(RealmResource realm, boolean languages) {
        RealmRepresentation change = realm.toRepresentation();
        change.setInternationalizationEnabled(languages);
        change.setSupportedLocales(Set.of("en", "zh-CN"));
        change.setDefaultLocale("en");
        realm.update(change);
    }

    private static String chineseAdministrator() {
        String name = "chinese";
        UserRepresentation user = new UserRepresentation();
        user.setUsername(name);
        user.setEnabled(true);
        user.setEmail("chinese@example.org");
        user.setFirstName("C");
        user.setLastName("N");
        user.setAttributes(Map.of("locale", List.of("zh-CN")));
        CredentialRepresentation password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setValue(Administrator.PASSWORD);
        user.setCredentials(List.of(password));
        server.admin().realm("master").users().create(user);
        String id = server.admin().realm("master").users().searchByUsername(name, true).get(0).getId();
        server.admin().realm("master").users().get(id).roles().realmLevel()
                .add(List.of(server.admin().realm("master").roles().get("admin").toRepresentation()));
        return name;
    }

    private static TestRealmOptions realm() {
        return TestRealm.on(server).with(realm -> {
            realm.setAdminEventsEnabled(true);
            realm.setAdminEventsDetailsEnabled(true);
        });
    }

    /** As {@code kcadm.sh update realms/… -s 'attributes."…"=…'} does. */
    private static void set(TestRealm realm, String attribute, String value) {
        RealmRepresentation representation = realm.admin().toRepresentation();
        representation.getAttributes().put(attribute, value);
        realm.admin().update(representation);
    }

    private static Map<String, String> settings(TestRealm realm) {
        Map<String, String> attributes = realm.admin().toRepresentation().getAttributes();
        attributes.keySet().removeIf(name -> !name.startsWith("tenant.") && !name.startsWith("captcha."));
        return attributes;
    }
}
