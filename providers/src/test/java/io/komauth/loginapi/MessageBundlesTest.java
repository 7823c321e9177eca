package io.komauth.loginapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.stream.Stream;

import io.komauth.authentication.pages.StepSettings;
import io.komauth.captcha.CaptchaRefusal;
import io.komauth.password.PasswordRefusal;
import io.komauth.protection.LoginPathKind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.authentication.AuthenticatorFactory;

/** The message bundles that have every text. Those of other languages are in {@code MessageBundleTest}. */
class MessageBundlesTest {

    @Test
    void bothLanguagesHaveTheSameTexts() throws IOException {
        assertThat(messages("en").keySet()).isEqualTo(messages("zh").keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void everyRefusalHasItsText(String language) throws IOException {
        assertThat(messages(language).stringPropertyNames()).containsAll(Stream.of(
                Arrays.stream(LoginApiRefusal.values()).map(LoginApiRefusal::messageKey),
                Arrays.stream(PasswordRefusal.values()).map(PasswordRefusal::messageKey),
                Arrays.stream(CaptchaRefusal.values()).map(CaptchaRefusal::messageKey)).flatMap(keys -> keys).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void everyOpenLoginPathHasItsTextAndItsRemedy(String language) throws IOException {
        assertThat(messages(language).stringPropertyNames()).containsAll(Stream.concat(
                Arrays.stream(LoginPathKind.values()).map(kind -> "komAuthOpenPath." + kind.id()),
                Arrays.stream(LoginPathKind.values()).filter(kind -> kind != LoginPathKind.INVALID_SETTING)
                        .map(kind -> "komAuthOpenPath." + kind.id() + ".remedy")).toList());
        assertThat(messages(language).stringPropertyNames()).containsAll(
                StepSettings.all().stream().map(setting -> "komAuth." + setting.attribute() + ".range").toList());
    }

    /** All extensions and themes of a server share its messages. The title of the tab is named by the tab's id. */
    @Test
    void noKeyIsOneThatAnotherExtensionMayHave() throws IOException {
        assertThat(messages("en").stringPropertyNames()).allMatch(key -> key.startsWith("komAuth") || key.equals("tenant")
                || key.matches("(reset-credentials-)?captcha-.*(display-name|help-text)"));
    }

    /** Keycloak names what it offers under "Try another way" by the id of the step. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void everyPageHasItsNameAndHelp(String language) throws IOException {
        assertThat(pages()).contains("captcha-username-password-form");
        assertThat(messages(language).stringPropertyNames())
                .containsAll(pages().flatMap(id -> Stream.of(id + "-display-name", id + "-help-text")).toList());
    }

    private static Stream<String> pages() {
        return ServiceLoader.load(AuthenticatorFactory.class).stream()
                .filter(step -> step.type().getPackageName().equals("io.komauth.authentication.pages"))
                .map(step -> step.get().getId());
    }

    /** A single quote would swallow what follows. Help texts are shown as they are, and what names a text of Keycloak's has none. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void everyTextIsAMessageFormatWithoutQuotes(String language) throws IOException {
        Properties messages = messages(language);
        messages.keySet().removeIf(key -> key.toString().endsWith(".help"));
        messages.values().removeIf(text -> text.toString().startsWith("${"));
        assertThat(messages).allSatisfy((key, text) -> {
            assertThat(text.toString()).doesNotContain("'");
            assertThat(new MessageFormat(text.toString(), Locale.ROOT).getFormats())
                    .hasSizeLessThanOrEqualTo(maxParameters(key.toString()));
        });
    }

    /** An open login path is named by its flow, its step and its client. */
    private static int maxParameters(String key) {
        if (key.startsWith("komAuthOpenPath.")) {
            return 3;
        }
        return key.equals(LoginApiRefusal.ORIGIN.messageKey()) ? 2 : 1;
    }

    private static Properties messages(String language) throws IOException {
        Properties messages = new Properties();
        try (Reader reader = new InputStreamReader(MessageBundlesTest.class.getResourceAsStream(
                "/io/komauth/theme/messages_" + language + ".properties"), StandardCharsets.UTF_8)) {
            messages.load(reader);
        }
        return messages;
    }
}
