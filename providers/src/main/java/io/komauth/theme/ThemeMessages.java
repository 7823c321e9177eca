package io.komauth.theme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.theme.Theme;

/**
 * Texts for people who read a language: those of the realm's localization, else of its login theme, else ours. Where none of
 * these has a text in that language, Chinese of any kind falls back to Chinese, and all else to English. Keycloak's
 * own fallback is the realm's default language, which a German reader of a Chinese realm need not know.
 */
public final class ThemeMessages {

    /** What the keys of our messages begin with. */
    private static final String PREFIX = "komAuth";

    private final RealmModel realm;
    private final Theme theme;
    private final Locale preferred;
    private final MessageBundle bundle;
    private final MessageBundle fallback;
    private final Map<Locale, Properties> themeTexts = new HashMap<>();

    /** @param preferred the language of the reader */
    public ThemeMessages(KeycloakSession session, RealmModel realm, Locale preferred) {
        this.realm = realm;
        this.preferred = preferred;
        theme = theme(session);
        bundle = MessageBundle.of(preferred);
        fallback = MessageBundle.fallbackOf(preferred);
    }

    /**
     * @param key        of a message of this JAR
     * @param parameters what the text names as {@code {0}}, {@code {1}} and so on; each may be {@code null}
     */
    public Message get(String key, String... parameters) {
        Message message = in(preferred, key)
                .or(() -> bundle == fallback ? Optional.empty() : bundle.find(key))
                .or(() -> fallbacks().flatMap(locale -> in(locale, key).stream()).findFirst())
                .orElseGet(() -> new Message(fallback.text(key), fallback.locale()));
        return new Message(format(message, parameters), message.language());
    }

    /**
     * Says which language a text of the theme is in, such as Keycloak's own: where the theme lacks the reader's, it is in that of the
     * realm, or in English.
     *
     * @param key  of the message
     * @param text as Keycloak has found it
     */
    public Message ofTheme(String key, String text) {
        Locale language = Stream.of(preferred, realmsOwn()).filter(locale -> hasText(locale, key, text)).findFirst()
                .orElse(Locale.ENGLISH);
        return new Message(text, language);
    }

    /** What a theme lacks in a language it has in English: a text that is the same in both counts as English. */
    private boolean hasText(Locale locale, String key, String text) {
        boolean isEnglish = text.equals(textOfTheme(Locale.ENGLISH, key));
        return tags(locale).anyMatch(tag -> text.equals(realm.getRealmLocalizationTextsByLocale(tag.toLanguageTag()).get(key))
                || !isEnglish && text.equals(textOfTheme(tag, key)));
    }

    private String textOfTheme(Locale locale, String key) {
        return themeTexts.computeIfAbsent(locale, this::themeTexts).getProperty(key);
    }

    private Locale realmsOwn() {
        return realm.getDefaultLocale() == null ? Locale.ENGLISH : Locale.forLanguageTag(realm.getDefaultLocale().replace('_', '-'));
    }

    /** The text that a realm or a theme has for a locale, or for the region or the language that this belongs to. */
    private Optional<Message> in(Locale locale, String key) {
        return tags(locale).flatMap(tag -> ofRealm(tag, key).stream()).findFirst()
                .or(() -> tags(locale).filter(tag -> tag.equals(locale) || isHiddenByOurs(tag, locale))
                        .flatMap(tag -> ofTheme(tag, key).stream()).findFirst())
                .map(text -> new Message(text, locale));
    }

    private static Stream<Locale> tags(Locale locale) {
        return Stream.of(locale, new Locale.Builder().setLanguage(locale.getLanguage()).setRegion(locale.getCountry()).build(),
                new Locale.Builder().setLanguage(locale.getLanguage()).build()).distinct();
    }

    /** Keycloak itself looks on from a region to its language, unless we have texts for the region. */
    private static boolean isHiddenByOurs(Locale language, Locale region) {
        return MessageBundle.of(language) != MessageBundle.of(region);
    }

    /** Another kind of Chinese for Chinese, English for every other language. */
    private Stream<Locale> fallbacks() {
        return MessageBundle.isChinese(preferred)
                ? Stream.of(Locale.SIMPLIFIED_CHINESE, Locale.forLanguageTag("zh-Hans"))
                : Stream.of(Locale.ENGLISH);
    }

    private Optional<String> ofRealm(Locale locale, String key) {
        Map<String, String> texts = realm.getRealmLocalizationTextsByLocale(locale.toLanguageTag());
        return Optional.ofNullable(texts.getOrDefault(key, texts.get(legacyKey(key))));
    }

    /** Realms may have overridden a text when keys had no prefix yet. */
    private static String legacyKey(String key) {
        return key.substring(PREFIX.length(), PREFIX.length() + 1).toLowerCase(Locale.ROOT) + key.substring(PREFIX.length() + 1);
    }

    /**
     * What differs from ours: {@link CaptchaThemeResources} gives a theme our text for each language that the theme says nothing
     * in.
     */
    private Optional<String> ofTheme(Locale locale, String key) {
        return Optional.ofNullable(themeTexts.computeIfAbsent(locale, this::themeTexts).getProperty(key))
                .filter(text -> !text.equals(MessageBundle.of(locale).text(key)));
    }

    private Properties themeTexts(Locale locale) {
        try {
            return theme.getMessages(locale);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Theme theme(KeycloakSession session) {
        try {
            return session.theme().getTheme(Theme.Type.LOGIN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String format(Message message, String... parameters) {
        try {
            return new MessageFormat(message.text(), message.language()).format(parameters);
        } catch (IllegalArgumentException malformed) {
            // as a realm's administrator may have written it
            return message.text();
        }
    }
}
