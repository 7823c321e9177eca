package io.komauth.authentication.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.TestRealm;
import io.komauth.testing.WithKeycloak;
import io.komauth.testing.browser.Chromium;
import io.komauth.testing.browser.WithChromium;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.WebDriver;

@WithKeycloak
@WithChromium
class CaptchaRegistrationIT {

    private static final Pattern MESSAGE = Pattern.compile("kc-feedback-text\">([^<]*)</span>");
    private static final String NEW_PASSWORD = "bob's password";

    /** By their forms and where the captcha is among its steps. */
    private static final Map<String, TestRealm> REALMS = new HashMap<>();

    @AfterAll
    static void removeRealms() {
        REALMS.values().forEach(TestRealm::close);
        REALMS.clear();
    }

    @ParameterizedTest
    @CsvSource({"registration-page-form, kom", "registration-page-form, keycloak.v2", "registration-page-form, keycloak",
        "registration-page-form, enumerating", "registration-captcha-page-form, kom",
        "registration-captcha-page-form, keycloak.v2"})
    void aUserWhoSolvesTheCaptchaRegisters(String form, String theme, KeycloakServer server, Chromium chromium) {
        TestRealm realm = realm(server, form, 90, theme);
        WebDriver driver = chromium.open();
        RegisterPage page = AuthorizationCodeLogin.registration(driver, realm).fill("bob", "bob@example.org", NEW_PASSWORD);
        page.captcha().solve();
        page.submit();

        assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
        assertThat(realm.admin().users().search("bob")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"10", "30", "90"})
    void aWrongCaptchaHidesOtherErrors(int priority, KeycloakServer server, Chromium chromium) {
        TestRealm realm = realm(server, "registration-page-form", priority, "kom");
        WebDriver driver = chromium.open();
        RegisterPage page = AuthorizationCodeLogin.of(driver, realm).register()
                .fill("bob", "alice@example.org", NEW_PASSWORD);
        page.captcha().type("wrong");
        page.submit();

        assertThat(page.captcha().error()).startsWith("Those were not the characters in the picture.");
        assertThat(page.errors()).containsExactly(page.captcha().error());
        assertThat(page.value("username")).isEqualTo("bob");
        assertThat(page.value("email")).isEqualTo("alice@example.org");
        assertThat(page.value("password")).isEmpty();
        assertThat(driver.getPageSource()).doesNotContain(NEW_PASSWORD);

        page.fill("bob", "alice@example.org", NEW_PASSWORD).captcha().solve();
        page.submit();
        assertThat(page.errors()).containsExactly("Email already exists.");
    }

    /** Whatever the step's position: what Keycloak's own steps find is told only as far as it tells of nobody. */
    @ParameterizedTest
    @ValueSource(ints = {10, 30, 90})
    void withAWrongCaptchaTheFormatsAreToldOfAtTheSameTimeAndTakenNamesAreNot(int priority, KeycloakServer server) {
        TestRealm realm = realm(server, "registration-page-form", priority, "kom");
        HttpLogin form = refused(realm, PagesRealm.USER);

        assertThat(messages(form)).containsExactly("Invalid password: minimum length 8.", "Password confirmation doesn&#39;t match.",
                "Invalid email address.", "Please specify this field.",
                "Those were not the characters in the picture. Please type those in the new one.");
        assertThat(form.page()).doesNotContain("value=\"short\"");
        assertThat(messages(refused(realm, "nobody"))).isEqualTo(messages(form));
        assertThat(messages(refused(realm, ""))).as("a name is missing").hasSizeGreaterThan(messages(form).size());
        assertThat(messages(solved(realm))).contains("Username already exists.");
    }

    @Test
    void anotherPictureKeepsWhatWasTyped(KeycloakServer server, Chromium chromium) {
        TestRealm realm = realm(server, "registration-captcha-page-form", 90, "kom");
        RegisterPage page = AuthorizationCodeLogin.of(chromium.open(), realm).register()
                .fill("bob", "bob@example.org", NEW_PASSWORD);
        page.captcha().another();

        assertThat(page.value("username")).isEqualTo("bob");
        assertThat(page.value("password")).isEqualTo(NEW_PASSWORD);
    }

    private static TestRealm realm(KeycloakServer server, String form, int priority, String theme) {
        return PagesRealm.reused(REALMS.computeIfAbsent(form + priority, key -> PagesRealm.on(server)
                .with(CaptchaFlows.registration(form, priority)).with(options -> options.setPasswordPolicy("length(8)")).create()), theme);
    }

    private static HttpLogin refused(TestRealm realm, String name) {
        HttpLogin form = HttpLogin.at(realm).register();
        return form.post("username", name, "email", "no address", "firstName", "", "lastName", "Test", "password", "short",
                "password-confirm", "other", "captchaKey", form.key(), "captchaCode", "wrong");
    }

    private static HttpLogin solved(TestRealm realm) {
        return HttpLogin.at(realm).register().postSolved("username", PagesRealm.USER, "email", "no address", "firstName", "",
                "lastName", "Test", "password", "short", "password-confirm", "other");
    }

    /** What the page says beside its fields, in their order. */
    static List<String> messages(HttpLogin form) {
        return MESSAGE.matcher(form.page()).results().map(message -> message.group(1).strip()).toList();
    }
}
