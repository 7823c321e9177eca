package io.komauth.theme;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;

/** The languages that this JAR has texts in. */
enum MessageBundle {

    ENGLISH(Locale.ENGLISH),
    CHINESE(Locale.SIMPLIFIED_CHINESE);

    private final Locale locale;
    private final Properties texts;

    MessageBundle(Locale locale) {
        this.locale = locale;
        texts = load("messages_" + locale.getLanguage() + ".properties");
    }

    /** @return Chinese for every script and region of it, English for all other languages */
    static MessageBundle of(Locale locale) {
        return locale.getLanguage().equals(CHINESE.locale.getLanguage()) ? CHINESE : ENGLISH;
    }

    Locale locale() {
        return locale;
    }

    /** @return the text; the key itself where there is none */
    String text(String key) {
        return texts.getProperty(key, key);
    }

    Properties copy() {
        Properties copy = new Properties();
        copy.putAll(texts);
        return copy;
    }

    private static Properties load(String file) {
        Properties texts = new Properties();
        try (Reader reader = new InputStreamReader(MessageBundle.class.getResourceAsStream(file), StandardCharsets.UTF_8)) {
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
