package io.komauth.theme;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The texts of this JAR in one language. English and Chinese have all of them. The other languages of Keycloak's login theme have
 * those of pages, and fall back to Chinese or English for each key that they lack.
 */
final class MessageBundle {

    /** The names that the files end in: a fixed set, so that clients that ask for any language fill no cache. */
    static final Set<String> NAMES = Set.of("ar", "az", "ca", "cs", "da", "de", "el", "en", "es", "eu", "fa", "fi", "fr", "hr",
            "hu", "hy", "id", "it", "ja", "ka", "kk", "ko", "ky", "lt", "lv", "nl", "no", "pl", "pt", "pt_BR", "ro", "ru", "sk",
            "sl", "sv", "th", "tr", "uk", "vi", "zh", "zh_Hant");

    private static final String ENGLISH = "en";
    private static final String CHINESE = "zh";
    private static final String TRADITIONAL_CHINESE = "zh_Hant";

    /** Keycloak has one Norwegian, named by the macrolanguage. */
    private static final String NORWEGIAN = "no";
    private static final Set<String> NORWEGIANS = Set.of("nb", "nn");

    private static final Set<String> TRADITIONAL_REGIONS = Set.of("TW", "HK", "MO");

    private static final Map<String, MessageBundle> LOADED = new ConcurrentHashMap<>();

    private final Locale locale;

    /** What these lack is in their defaults. */
    private final Properties texts;

    private MessageBundle(Locale locale, Properties texts) {
        this.locale = locale;
        this.texts = texts;
    }

    /** @return the bundle of the region or script, else of the language, else English */
    static MessageBundle of(Locale locale) {
        String language = NORWEGIANS.contains(locale.getLanguage()) ? NORWEGIAN : locale.getLanguage();
        return named(isTraditionalChinese(locale) ? TRADITIONAL_CHINESE
                : Stream.of(language + '_' + locale.getCountry(), language).filter(NAMES::contains).findFirst().orElse(ENGLISH));
    }

    /** @return the language that has every text: Chinese for any kind of Chinese, English for all others */
    static MessageBundle fallbackOf(Locale locale) {
        return named(fallbackName(locale));
    }

    static boolean isTraditionalChinese(Locale locale) {
        return isChinese(locale) && (locale.getScript().equals("Hant")
                || locale.getScript().isEmpty() && TRADITIONAL_REGIONS.contains(locale.getCountry()));
    }

    static boolean isChinese(Locale locale) {
        return locale.getLanguage().equals(CHINESE);
    }

    Locale locale() {
        return locale;
    }

    /** @return the text in this language, not in the one that it falls back to */
    Optional<Message> find(String key) {
        return Optional.ofNullable((String) texts.get(key)).map(text -> new Message(text, locale));
    }

    /** @return the text, which may be in the language that this one falls back to; the key itself where there is none */
    String text(String key) {
        return texts.getProperty(key, key);
    }

    /** @return the texts in this language, without those that it falls back to */
    Properties own() {
        Properties copy = new Properties();
        copy.putAll(texts);
        return copy;
    }

    /** @return a text for every key */
    Properties all() {
        Properties copy = new Properties();
        texts.stringPropertyNames().forEach(key -> copy.setProperty(key, texts.getProperty(key)));
        return copy;
    }

    private static String fallbackName(Locale locale) {
        return isChinese(locale) ? CHINESE : ENGLISH;
    }

    /** Not by {@code computeIfAbsent}, which must not be called within itself, as a bundle loads the one that it falls back to. */
    private static MessageBundle named(String name) {
        MessageBundle loaded = LOADED.get(name);
        if (loaded == null) {
            LOADED.putIfAbsent(name, load(name));
            loaded = LOADED.get(name);
        }
        return loaded;
    }

    private static MessageBundle load(String name) {
        Locale locale = name.equals(CHINESE) ? Locale.SIMPLIFIED_CHINESE : Locale.forLanguageTag(name.replace('_', '-'));
        String fallback = fallbackName(locale);
        Properties texts = name.equals(fallback) ? new Properties() : new Properties(named(fallback).texts);
        try (Reader reader = new InputStreamReader(
                MessageBundle.class.getResourceAsStream("messages_" + name + ".properties"), StandardCharsets.UTF_8)) {
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new MessageBundle(locale, texts);
    }
}
