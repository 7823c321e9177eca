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
import io.komauth.testing.KeycloakThemes;
import io.komauth.testing.Request;
import io.komauth.testing.TestRealm;
import io.komauth.testing.WithKeycloak;
import io.komauth.testing.browser.Chromium;
import io.komauth.testing.browser.Screenshot;
import io.komauth.testing.browser.WithChromium;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.RealmRepresentation;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebDriver;

/** The captcha is in the language of its page, in English where we do not have it. */
@WithKeycloak
@WithChromium
class CaptchaLanguagesIT {

    private static final String ENGLISH = "Characters in the picture";
    private static final String GERMAN = "Zeichen im Bild";
    private static final String CHINESE = "验证码";
    private static final String TRADITIONAL_CHINESE = "驗證碼";

    private static final Set<String> TRADITIONAL = Set.of("zh-TW", "zh-HK", "zh-Hant", "zh-Hant-TW", "zh-Hant-HK");

    /** None of Keycloak's languages, nor of ours. */
    private static final String UNKNOWN = "is";

    /** To Keycloak two locales are the same that differ by their script, or of which one has no country. */
    private static final List<List<String>> CHINESE_LOCALES = List.of(List.of("zh-CN", "zh-TW", "zh-HK"), List.of("zh-Hans"),
            List.of("zh-Hant"), List.of("zh"), List.of("zh-Hant-TW"), List.of("zh-Hant-HK"));

    private static final By WAYS = By.cssSelector("#kc-select-credential-form ~ [onclick]");

    private static final Pattern LABEL = Pattern.compile("<label for=\"captchaCode\"[^>]*>\\s*<span[^>]*>([^<]*)</span>");
    private static final Pattern FIELD = Pattern.compile("<div class=\"kom-captcha[^>]*>");
    private static final Pattern LANGUAGE = Pattern.compile(" lang=\"([^\"]*)\"");

    /** For all tests that change no text of it: to make a realm takes longer than the rest of such a test. */
    private static TestRealm shared;

    @BeforeAll
    static void createRealm(KeycloakServer server) {
        shared = realm(server, "kom", "en", List.of());
    }

    @AfterAll
    static void removeRealm() {
        shared.close();
    }

    /** The shared realm, with this theme and these languages. */
    private static TestRealm speaking(String theme, String language, List<String> more) {
        RealmRepresentation change = new RealmRepresentation();
        change.setLoginTheme(theme);
        shared.admin().update(change);
        speak(shared, language, more);
        return shared;
    }

    @ParameterizedTest
    @ValueSource(strings = {"kom", "keycloak"})
    void theFieldIsInTheLanguageOfThePage(String theme) {
        TestRealm realm = speaking(theme, "de", List.of());
        for (List<String> chinese : CHINESE_LOCALES) {
            for (String realmsOwn : List.of(chinese.get(0), "de")) {
                speak(realm, realmsOwn, chinese);
                chinese.forEach(language ->
                        assertLabel(realm, language, TRADITIONAL.contains(language) ? TRADITIONAL_CHINESE : CHINESE));
                assertLabel(realm, "en", ENGLISH);
                assertLabel(realm, "de", GERMAN);
            }
        }
    }

    private static void speak(TestRealm realm, String language, List<String> more) {
        RealmRepresentation change = new RealmRepresentation();
        change.setSupportedLocales(withGermanAndEnglish(more));
        change.setDefaultLocale(language);
        realm.admin().update(change);
    }

    @Test
    void everyLanguageOfKeycloaksLoginThemeHasItsText(KeycloakServer server) {
        Set<String> languages = KeycloakThemes.loginLanguages();
        assertThat(languages).contains("de", "pt-BR", "zh-TW").hasSizeGreaterThan(30);
        try (TestRealm realm = realm(server, "kom", "en", List.copyOf(languages))) {
            for (String language : languages) {
                String page = page(realm, language);

                assertThat(page).contains("lang=\"" + language + "\"");
                assertThat(declaredLanguage(page)).as(language).isNull();
                assertThat(label(page)).as(language).matches(label -> language.equals("en") == label.equals(ENGLISH));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"kom,ja,画像の文字", "kom,ar,الأحرف الظاهرة في الصورة", "kom,pt,Caracteres da imagem", "kom,de-AT,Zeichen im Bild",
        "kom,nb,Tegn i bildet", "keycloak.v2,ja,画像の文字", "keycloak,ar,الأحرف الظاهرة في الصورة", "foreign,de,Zeichen im Bild",
        "foreign,zh-TW,驗證碼"})
    void theFieldIsInTheLanguageOfThePageInEveryTheme(String theme, String language, String label) {
        TestRealm realm = speaking(theme, "en", List.of(language));
        String page = page(realm, language);

        assertThat(label(page)).isEqualTo(label);
        assertThat(declaredLanguage(page)).isNull();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", value = {"is,en", "nn,no", "de,none", "nb,none", "zh-TW,none", "zh-Hant,none", "zh-CN,none",
        "zh-Hans,none", "en,none"})
    void aFieldInAnotherLanguageThanThePageDeclaresIt(String page, String language) {
        TestRealm realm = speaking("kom", "de", List.of(page));
        assertThat(declaredLanguage(page(realm, page))).isEqualTo(language);
    }

    /** On a page from right to left, the full stop of an English sentence stands at its end. */
    @ParameterizedTest
    @ValueSource(strings = {"kom", "keycloak.v2", "keycloak"})
    void englishTextsOfAPageFromRightToLeftDeclareTheirLanguageAndDirection(String theme, KeycloakServer server,
            Chromium chromium) {
        try (TestRealm realm = realm(server, theme, "he", List.of("he"))) {
            // Keycloak tells the direction from the name that a language has in it
            realm.admin().localization().createOrUpdateRealmLocalizationTexts("he", Map.of("locale_he", "עברית"));
            WebDriver driver = chromium.open();
            driver.get(AuthorizationCodeLogin.address(realm) + "&ui_locales=he");
            LoginPage login = LoginPage.in(driver);
            assertThat(driver.findElement(By.tagName("html")).getDomAttribute("dir")).isEqualTo("rtl");
            login.captcha().type("wrong");
            login.submit();
            new RefusalPage(driver).announced();
            Screenshot.take(driver, "login-error-english-in-hebrew-" + theme);

            for (String text : List.of("[role=alert] p", "#input-error-captchaCode span", "#captcha-hint", "label[for=captchaCode]")) {
                assertThat(inherited(driver, text)).as(text).isEqualTo("en ltr");
            }
            if (!theme.equals("kom")) {
                assertThat(inherited(driver, "h1 span")).as("a heading of ours").isEqualTo("en ltr");
                assertThat(inherited(driver, "#kc-login span")).as("a button of ours").isEqualTo("en ltr");
            }
        }
    }

    private static String inherited(WebDriver driver, String element) {
        return (String) ((JavascriptExecutor) driver).executeScript("const element = document.querySelector(arguments[0]);"
                + "return element.closest('[lang]').lang + ' ' + getComputedStyle(element).direction", element);
    }

    /** The realm has overridden one text and not the others. */
    @Test
    void eachTextDeclaresItsOwnLanguage(KeycloakServer server) {
        try (TestRealm realm = realm(server, "kom", "de", List.of(UNKNOWN))) {
            override(realm, UNKNOWN, "Stafirnir á myndinni");
            String page = page(realm, UNKNOWN);

            assertThat(declaredLanguage(page)).isNull();
            assertThat(page).containsPattern("<p id=\"captcha-hint\"[^>]* lang=\"en\" dir=\"ltr\">")
                    .containsPattern("data-languages=\"[^\"]*Unavailable")
                    .containsPattern("id=\"captcha-another\"[^>]* lang=\"en\" dir=\"ltr\">");
        }
    }

    /** Also where it was overridden for the language that the page falls back to. */
    @Test
    void textsOverriddenByTheRealmWin(KeycloakServer server) {
        try (TestRealm realm = realm(server, "kom", "zh-CN", List.of("zh-CN", "zh-TW", "zh-HK", "pt-BR", UNKNOWN))) {
            override(realm, "en", "Type this");
            assertThat(label(page(realm, UNKNOWN))).isEqualTo("Type this");
            assertThat(label(page(realm, "en"))).isEqualTo("Type this");
            assertThat(label(page(realm, "de"))).isEqualTo(GERMAN);
            assertThat(label(page(realm, "zh-TW"))).isEqualTo(TRADITIONAL_CHINESE);
            override(realm, UNKNOWN, "Stafirnir á myndinni");
            assertThat(declaredLanguage(page(realm, UNKNOWN))).isNull();
            assertThat(label(page(realm, UNKNOWN))).isEqualTo("Stafirnir á myndinni");
            override(realm, "de", "Zeichen im Captcha");
            assertThat(label(page(realm, "de"))).isEqualTo("Zeichen im Captcha");
            override(realm, "zh-CN", "图中字符");
            assertThat(label(page(realm, "zh-CN"))).isEqualTo("图中字符");
            assertThat(label(page(realm, "zh-TW"))).isEqualTo(TRADITIONAL_CHINESE);
            override(realm, "zh", "圖中字元");
            assertThat(label(page(realm, "zh-TW"))).isEqualTo("圖中字元");
            override(realm, "pt", "Letras na imagem");
            assertThat(label(page(realm, "pt-BR"))).isEqualTo("Letras na imagem");
        }
    }

    /** Also for a region that we have a text of our own for. */
    @ParameterizedTest
    @ValueSource(strings = {"pt", "pt-BR"})
    void textsOverriddenByTheThemeWin(String language) {
        TestRealm realm = speaking("foreign", "en", List.of(language));
        assertThat(label(page(realm, language))).isEqualTo("Letras na fotografia");
    }

    @ParameterizedTest
    @CsvSource({"de,Die eingegebenen Zeichen", "ja,入力された文字", "ar,الأحرف المدخلة", "zh-TW,驗證碼錯誤"})
    void theErrorIsInTheLanguageOfThePage(String language, String error, Chromium chromium) {
        TestRealm realm = speaking("kom", "zh-CN", List.of("zh-CN", language));
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

    /** @return what the field says of its texts' language; {@code null} if nothing, as they are in the page's */
    private static String declaredLanguage(String page) {
        Matcher field = FIELD.matcher(page);
        assertThat(field.find()).as(page).isTrue();
        Matcher language = LANGUAGE.matcher(field.group());
        return language.find() ? language.group(1) : null;
    }
}
