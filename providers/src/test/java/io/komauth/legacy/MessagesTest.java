package io.komauth.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;

import io.komauth.captcha.CaptchaRefusal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The message bundles, as Keycloak reads them. */
class MessagesTest {

    @Test
    void bothLanguagesHaveTheSameTexts() throws IOException {
        assertThat(messages("en").keySet()).isEqualTo(messages("zh_CN").keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh_CN"})
    void everyRefusalHasItsText(String language) throws IOException {
        assertThat(messages(language).stringPropertyNames()).containsAll(Stream.concat(
                Arrays.stream(Refusal.values()).map(Refusal::messageKey),
                Arrays.stream(CaptchaRefusal.values()).map(CaptchaRefusal::messageKey)).toList());
    }

    /** A single quote would swallow what follows. Help texts are shown as they are. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "zh_CN"})
    void everyTextIsAMessageFormatWithoutQuotes(String language) throws IOException {
        Properties messages = messages(language);
        messages.keySet().removeIf(key -> key.toString().endsWith(".help"));
        assertThat(messages.values()).allSatisfy(text -> {
            assertThat(text.toString()).doesNotContain("'");
            assertThat(new MessageFormat(text.toString(), Locale.ROOT).getFormats()).hasSizeLessThanOrEqualTo(1);
        });
    }

    private static Properties messages(String language) throws IOException {
        Properties messages = new Properties();
        try (Reader reader = new InputStreamReader(MessagesTest.class.getResourceAsStream(
                "/theme-resources/messages/messages_" + language + ".properties"), StandardCharsets.UTF_8)) {
            messages.load(reader);
        }
        return messages;
    }
}
