package io.komauth.authentication.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Request;
import io.komauth.testing.TestRealm;
import io.komauth.testing.WithKeycloak;
import io.komauth.testing.browser.Chromium;
import io.komauth.testing.browser.Screenshot;
import io.komauth.testing.browser.WithChromium;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.RealmRepresentation;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;

/** The captcha is in the language of its page where we have it, in Chinese for all who read Chinese, else in English. */
@WithKeycloak
@WithChromium
class CaptchaLanguagesIT {

    private static final String ENGLISH = "Characters in the picture";
    private static final String CHINESE = "验证码";

    /** To Keycloak two locales are the same that differ by their script, or of which one has no country. */
    private static final List<List<String>> CHINESE_LOCALES = List.of(List.of("zh-CN", "zh-TW", "zh-HK"), List.of("zh-Hans"),
            List.of("zh-Hant"), List.of("zh"), List.of("zh-Hant-TW"));

    private static final By WAYS = By.cssSelector("#kc-select-credential-form ~ [onclick]");

    private static final Pattern LABEL = Pattern.compile("<label for=\"captchaCode\"[^>]*>\\s*<span[^>]*>([^<]*)</span>");
    private static final Pattern FIELD = Pattern.compile("<div class=\"kom-captcha[^>]*>");
    private static final Pattern LANGUAGE = Pattern.compile(" lang=\"([^\"]*)\"");

    @ParameterizedTest
    @ValueSource(strings = {"kom", "keycloak"})
    void theFieldIsInTheLanguageOfThePage(String theme, KeycloakServer server) {
        try (TestRealm realm = realm(server, theme, "de", List.of())) {
            for (List<String> chinese : CHINESE_LOCALES) {
                for (String realmsOwn : List.of(chinese.get(0), "de")) {
                    speak(realm, realmsOwn, chinese);
                    chinese.forEach(language -> assertLabel(realm, language, CHINESE));
                    assertLabel(realm, "en", ENGLISH);
                    assertLabel(realm, "de", ENGLISH);
                }
            }
        }
    }

    private static void speak(TestRealm realm, String language, List<String> more) {
        RealmRepresentation change = new RealmRepresentation();
        change.setSupportedLocales(withGermanAndEnglish(more));
        change.setDefaultLocale(language);
        realm.admin().update(change);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", value = {"de,en", "zh-TW,zh-CN", "zh-Hant,zh-CN", "zh-CN,none", "zh-Hans,none", "en,none"})
    void aFieldInAnotherLanguageThanThePageDeclaresIt(String page, String language, KeycloakServer server) {
        try (TestRealm realm = realm(server, "kom", "de", List.of(page))) {
            Matcher field = FIELD.matcher(page(realm, page));
            assertThat(field.find()).isTrue();
            Matcher said = LANGUAGE.matcher(field.group());

            assertThat(said.find() ? said.group(1) : null).isEqualTo(language);
        }
    }

    /** Also where it was overridden for the language that the page falls back to. */
    @Test
    void textsOverriddenByTheRealmWin(KeycloakServer server) {
        try (TestRealm realm = realm(server, "zh-CN")) {
            override(realm, "en", "Type this");
            assertThat(label(page(realm, "de"))).isEqualTo("Type this");
            assertThat(label(page(realm, "en"))).isEqualTo("Type this");
            assertThat(label(page(realm, "zh-TW"))).isEqualTo(CHINESE);
            override(realm, "de", "Zeichen im Bild");
            assertThat(page(realm, "de")).doesNotContain(" lang=\"en\"");
            assertThat(label(page(realm, "de"))).isEqualTo("Zeichen im Bild");
            override(realm, "zh-CN", "图中字符");
            assertThat(label(page(realm, "zh-CN"))).isEqualTo("图中字符");
            assertThat(label(page(realm, "zh-TW"))).isEqualTo("图中字符");
        }
    }

    @ParameterizedTest
    @CsvSource({"de,Those were not the characters in the picture", "zh-TW,验证码错误"})
    void theErrorIsInTheLanguageOfThePage(String language, String error, KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = realm(server, "zh-CN")) {
            WebDriver driver = chromium.with().language(language).open();
            LoginPage login = AuthorizationCodeLogin.of(driver, realm);
            login.captcha().type("wrong");
            login.submit();
            assertThat(login.captcha().error()).startsWith(error);
            Screenshot.take(driver, "login-" + language);

            RegisterPage registration = login.register();
            registration.captcha().type("wrong");
            registration.submit();
            assertThat(registration.captcha().error()).startsWith(error);
        }
    }

    /** In Keycloak's own words, whatever the language. */
    @ParameterizedTest
    @CsvSource({"en,Username and password", "de,Benutzername und Passwort", "zh-CN,用户名和密码"})
    void everyLoginMethodHasItsNameAndHelp(String language, String name, KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = realm(server, "kom", "en", CHINESE_LOCALES.get(0), CaptchaFlows.eitherForm())) {
            WebDriver driver = chromium.with().language(language).open();
            AuthorizationCodeLogin.of(driver, realm);
            WebPage.with(driver, "try-another-way").leaveBy(By.id("try-another-way"));

            List<String> ways = WebPage.with(driver, "kc-select-credential-form").texts(WAYS);
            assertThat(ways).hasSize(2).noneMatch(way -> way.contains("captcha-") || way.contains("$"))
                    .allMatch(way -> way.lines().filter(line -> !line.isBlank()).count() == 2);
            assertThat(ways.get(0)).startsWith(name);
            Screenshot.take(driver, "try-another-way-" + language);
        }
    }

    private static void assertLabel(TestRealm realm, String language, String label) {
        String page = page(realm, language);

        assertThat(page).contains("lang=\"" + language + "\"");
        assertThat(label(page)).as(language).isEqualTo(label);
    }

    private static TestRealm realm(KeycloakServer server, String language) {
        return realm(server, "kom", language, CHINESE_LOCALES.get(0));
    }

    /** @param language the realm's default; it has German, English and more */
    private static TestRealm realm(KeycloakServer server, String theme, String language, List<String> more) {
        return realm(server, theme, language, more, CaptchaFlows.login());
    }

    private static TestRealm realm(KeycloakServer server, String theme, String language, List<String> more,
            Consumer<RealmRepresentation> login) {
        return PagesRealm.on(server).with(login).with(CaptchaFlows.registration()).with(PagesRealm.theme(theme))
                .with(realm -> realm.setSupportedLocales(withGermanAndEnglish(more)))
                .with(realm -> realm.setDefaultLocale(language)).create();
    }

    private static Set<String> withGermanAndEnglish(List<String> more) {
        Set<String> languages = new HashSet<>(more);
        languages.addAll(List.of("de", "en"));
        return languages;
    }

    private static void override(TestRealm realm, String language, String text) {
        realm.admin().localization().createOrUpdateRealmLocalizationTexts(language, Map.of("komAuthCaptchaFieldLabel", text));
    }

    private static String page(TestRealm realm, String language) {
        return Request.get(URI.create(AuthorizationCodeLogin.address(realm) + "&ui_locales=" + language)).send().text();
    }

    private static String label(String page) {
        Matcher label = LABEL.matcher(page);
        assertThat(label.find()).as(page).isTrue();
        return label.group(1);
    }
}
