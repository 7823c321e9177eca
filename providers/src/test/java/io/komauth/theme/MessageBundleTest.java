package io.komauth.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** That there is a bundle for each language of Keycloak, {@code CaptchaLanguagesIT} checks, which has Keycloak's own. */
class MessageBundleTest {

    /** Those that have the texts of the Tenant tab, too. */
    private static final Set<String> TAB_LANGUAGES = Set.of("ca", "cs", "de", "es", "fr", "id", "it", "ja", "kk", "ky", "nl", "no", "pl", "pt_BR", "ru", "sv",
            "tr", "uk", "vi", "zh_Hant");

    private static final Pattern TAB_TEXT = Pattern.compile("tenant|komAuth(OpenPath)?\\..+");

    /** A text of a page that names a step. */
    private static final String MISPLACED_STEP = "komAuthMisplacedStep";

    private static final Pattern PAGE_TEXT = Pattern.compile("komAuth(CaptchaField|CaptchaWork|AddressLock)\\p{Alpha}+");

    /** Marks of a message format, of a template or of HTML, and spaces at either end. */
    private static final Pattern STRAY = Pattern.compile("['{}<>&$\"\\\\\\uFFFD]|^\\s|\\s$|\\s\\s");

    private static final Pattern PARAMETER = Pattern.compile("\\{\\d}");

    private static final Pattern END_OF_SENTENCE = Pattern.compile(".*[.。։]");

    private static final String PAGE_KEY = "komAuthCaptchaFieldLabel";
    private static final String API_KEY = "komAuthCaptchaWrongCode";

    @Test
    void everyFileIsKnown() throws IOException, URISyntaxException {
        Path folder = Path.of(MessageBundle.class.getResource("messages_en.properties").toURI()).getParent();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("messages_"))
                    .map(name -> name.replaceAll("^messages_|\\.properties$", "")).collect(Collectors.toSet()))
                    .isEqualTo(MessageBundle.NAMES);
        }
    }

    @ParameterizedTest
    @MethodSource("translations")
    void everyLanguageHasTheTextsOfPagesAndSomeThoseOfTheTab(String name) {
        assertThat(texts(name).stringPropertyNames()).isEqualTo(TAB_LANGUAGES.contains(name) ? tabAndPageKeys() : pageKeys());
    }

    @ParameterizedTest
    @MethodSource("translations")
    void noTextIsLeftInEnglish(String name) {
        Properties english = texts("en");

        assertThat(texts(name)).allSatisfy((key, text) -> assertThat(text).isNotEqualTo(english.get(key)));
    }

    /** Texts of pages have no parameters, and a single quote would swallow what follows. */
    @ParameterizedTest
    @MethodSource("translations")
    void everyTextIsShownAsItIs(String name) {
        assertThat(pageTexts(name)).allSatisfy((key, text) -> {
            assertThat(text.toString()).isNotBlank().doesNotContainPattern(STRAY);
            assertThat(new MessageFormat(text.toString(), locale(name)).format(new Object[0])).isEqualTo(text);
        });
    }

    /** A refusal is a message format, in which a single quote would swallow what follows; its parameter is the range. */
    @ParameterizedTest
    @MethodSource("tabLanguages")
    void everyTextOfTheTabHasTheParametersThatItHasInEnglish(String name) {
        Properties english = texts("en");

        assertThat(texts(name)).allSatisfy((key, text) -> {
            assertThat(text.toString()).doesNotContain("'").isEqualTo(text.toString().strip());
            if (!key.toString().endsWith(".help")) {
                assertThat(parameters(text)).as("%s", key).isEqualTo(parameters(english.get(key)));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("translations")
    void theTextForAMisplacedStepNamesTheStep(String name) {
        String text = texts(name).getProperty(MISPLACED_STEP);

        assertThat(new MessageFormat(text, locale(name)).format(new Object[] {"Captcha"})).contains("Captcha").doesNotContain("{");
    }

    /** Thai has no mark at the end of a sentence. */
    @ParameterizedTest
    @MethodSource("translations")
    void whatIsASentenceInEnglishIsOneInEveryLanguage(String name) {
        Properties english = texts("en");

        assertThat(pageTexts(name)).allSatisfy((key, text) -> assertThat(END_OF_SENTENCE.matcher(text.toString()).matches())
                .as("%s", text).isEqualTo(!name.equals("th") && END_OF_SENTENCE.matcher((String) english.get(key)).matches()));
    }

    /** Brazil and Portugal, and mainland China and Taiwan, say some things in the same words. */
    @Test
    void noLanguageHasTheTextsOfAnother() {
        assertThat(translations().map(name -> texts(name).get("komAuthCaptchaFieldMissing"))).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"de,de", "de-AT,de", "es-419,es", "ca-ES-valencia,ca", "pt,pt", "pt-AO,pt", "pt-BR,pt-BR", "no,no", "nb,no",
        "nb-NO,no", "nn,no", "zh,zh-CN", "zh-CN,zh-CN", "zh-SG,zh-CN", "zh-Hans,zh-CN", "zh-Hans-HK,zh-CN", "zh-TW,zh-Hant",
        "zh-HK,zh-Hant", "zh-MO,zh-Hant", "zh-Hant,zh-Hant", "zh-Hant-TW,zh-Hant", "zh-Hant-MY,zh-Hant", "en,en", "en-GB,en",
        "is,en", "und,en", "yue-TW,en"})
    void regionsAndScriptsReadTheirLanguage(String reader, String language) {
        assertThat(MessageBundle.of(Locale.forLanguageTag(reader)).locale().toLanguageTag()).isEqualTo(language);
    }

    @ParameterizedTest
    @CsvSource({"de,en", "pt-BR,en", "is,en", "zh-TW,zh-CN", "zh-SG,zh-CN", "zh,zh-CN"})
    void aTextThatALanguageLacksIsInChineseOrEnglish(String reader, String language) {
        String text = MessageBundle.of(Locale.forLanguageTag(language)).find(API_KEY).orElseThrow().text();
        MessageBundle bundle = MessageBundle.of(Locale.forLanguageTag(reader));

        assertThat(bundle.text(API_KEY)).isEqualTo(text);
        assertThat(bundle.all().stringPropertyNames()).isEqualTo(texts("en").stringPropertyNames());
        assertThat(MessageBundle.fallbackOf(Locale.forLanguageTag(reader)).locale().toLanguageTag()).isEqualTo(language);
    }

    @ParameterizedTest
    @CsvSource({"de,de-AT,false", "de,en,true", "en,is,true", "pt-BR,pt,false", "no,nb,false", "no,no-NO,false", "no,nn,true",
        "zh-CN,zh-SG,false", "zh-CN,zh-TW,true", "zh-Hant,zh-TW,false", "zh-Hant,zh-HK,false", "zh-Hant,zh,true",
        "zh-TW,zh-Hant,false", "zh-Hant,zh-Hans-HK,true"})
    void aTextInAnotherLanguageOrScriptIsForeign(String text, String page, boolean foreign) {
        assertThat(new Message("", Locale.forLanguageTag(text)).isForeignTo(Locale.forLanguageTag(page))).isEqualTo(foreign);
    }

    /** So that Keycloak looks on in what a theme has for the language. */
    @ParameterizedTest
    @CsvSource({"de,true,true", "de-AT,false,false", "pt,true,true", "pt-BR,true,false", "pt-AO,false,false", "zh,true,true",
        "zh-CN,false,false", "zh-Hant,true,true", "zh-TW,true,false", "zh-Hant-TW,true,false", "is,true,true"})
    void aRegionHasOnlyWhatItsLanguageHasNot(String language, boolean page, boolean other) {
        Properties messages = new CaptchaThemeResources().getMessages("messages", Locale.forLanguageTag(language));

        assertThat(messages.containsKey(PAGE_KEY)).isEqualTo(page);
        assertThat(messages.containsKey(API_KEY)).isEqualTo(other);
    }

    private static Stream<String> translations() {
        return MessageBundle.NAMES.stream().filter(name -> !Set.of("en", "zh").contains(name)).sorted();
    }

    private static Set<String> tabLanguages() {
        return TAB_LANGUAGES;
    }

    private static Map<Object, Object> pageTexts(String name) {
        return texts(name).entrySet().stream().filter(text -> PAGE_TEXT.matcher(text.getKey().toString()).matches())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Set<String> parameters(Object text) {
        return PARAMETER.matcher(text.toString()).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private static Set<String> tabAndPageKeys() {
        return keys(key -> isOfPages(key) || TAB_TEXT.matcher(key).matches());
    }

    private static Set<String> pageKeys() {
        return keys(MessageBundleTest::isOfPages);
    }

    private static Set<String> keys(Predicate<String> wanted) {
        return texts("en").stringPropertyNames().stream().filter(wanted).collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isOfPages(String key) {
        return PAGE_TEXT.matcher(key).matches() || key.equals(MISPLACED_STEP);
    }

    private static Properties texts(String name) {
        return MessageBundle.of(locale(name)).own();
    }

    private static Locale locale(String name) {
        return Locale.forLanguageTag(name.replace('_', '-'));
    }
}
