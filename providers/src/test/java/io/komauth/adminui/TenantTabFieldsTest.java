package io.komauth.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

import io.komauth.bruteforce.CaptchaForEverybody;
import io.komauth.captcha.CaptchaSettings;
import io.komauth.config.RealmSetting;
import io.komauth.password.Sm2Key;
import io.komauth.signature.SharedKey;
import io.komauth.tenant.Tenant;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenantTabFieldsTest {

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh", "zh_Hant", "ca", "cs", "de", "es", "fr", "id", "it", "ja", "kk", "ky", "nl", "no", "pl", "pt_BR", "ru", "sv", "tr", "uk",
        "vi"})
    @DisplayName("Every setting has its label, its help and the words that refuse it, in each language of the tab")
    void everySettingHasItsTexts(String language) throws IOException {
        assertThat(messages(language).stringPropertyNames()).contains(TenantTab.ID)
                .containsAll(TenantTabFields.FIELDS.stream().map(field -> TenantTabField.label(field.setting()))
                        .flatMap(name -> Stream.of(name, name + ".help", name + ".range")).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh", "zh_Hant", "ca", "cs", "de", "es", "fr", "id", "it", "ja", "kk", "ky", "nl", "no", "pl", "pt_BR", "ru", "sv", "tr", "uk",
        "vi"})
    @DisplayName("A secret that a server may not support has the words that refuse it there")
    void everySecretThatMayBeUnsupportedHasItsText(String language) throws IOException {
        assertThat(messages(language).stringPropertyNames())
                .contains(TenantTabField.label(Sm2Key.SECRET.setting()) + ".unsupported");
    }

    @Test
    @DisplayName("A secret is refused where the server does not support it, whatever it is")
    void unsupported() {
        TenantTabField<String> field = TenantTabField.of(Sm2Key.SECRET.supportedIf(() -> false));

        assertThat(List.of("1".repeat(64), "${vault.sm2}", "no key")).allSatisfy(value ->
                assertThat(field.refusal(value)).contains("komAuth.tenant.sm2-private-key.unsupported"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh", "zh_Hant", "ca", "cs", "de", "es", "fr", "id", "it", "ja", "kk", "ky", "nl", "no", "pl", "pt_BR", "ru", "sv", "tr", "uk",
        "vi"})
    @DisplayName("The help says the ranges and defaults that hold")
    void theHelpSaysWhatHolds(String language) throws IOException {
        Properties messages = messages(language);
        for (RealmSetting<Integer> number : List.of(CaptchaSettings.LENGTH, CaptchaSettings.LIFESPAN,
                CaptchaForEverybody.FAILURES, CaptchaForEverybody.WINDOW)) {
            assertThat(messages.getProperty(TenantTabField.label(number) + ".help"))
                    .contains(number.range().toString(), number.defaultValue().toString());
        }
        assertThat(messages.getProperty("komAuth.tenant.zone.help")).contains(Tenant.ZONE.defaultValue());
        assertThat(messages.getProperty("komAuth.tenant.signing-key.help")).contains(SharedKey.SETTING.range().toString());
    }

    @ParameterizedTest
    @CsvSource({"tenant.license,any text,true", "tenant.zone,Europe/Berlin,true", "tenant.zone,+08:00,true",
            "tenant.zone,Mars/Olympus,false", "tenant.ids,number,true", "tenant.ids,uuid,false", "tenant.api,true,true",
            "tenant.api,yes,false", "tenant.api.query,0,false",
            "tenant.signing-key,1234567890123456789012345678901,false",
            "tenant.signing-key,12345678901234567890123456789012,true", "tenant.signing-key,密钥密钥密钥密钥密钥密,true",
            "tenant.signing-key,${vault.a},true", "tenant.signing-key,${vault.},false",
            "tenant.sm2-private-key,1111111111111111111111111111111111111111111111111111111111111111,true",
            "tenant.sm2-private-key,111111111111111111111111111111111111111111111111111111111111111,false",
            "tenant.sm2-private-key,ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff,false",
            "tenant.sm2-private-key,${vault.a},true", "captcha.length,3,false",
            "captcha.length,4,true", "captcha.length,8,true", "captcha.length,9,false", "captcha.length,five,false",
            "captcha.lifespan,29,false", "captcha.lifespan,30,true", "captcha.lifespan,1800,true",
            "captcha.lifespan,1801,false", "captcha.lifespan,99999999999999999999,false", "captcha.audio,on,false",
            "captcha.everybody,true,true", "captcha.everybody,on,false", "captcha.everybody.failures,-1,false",
            "captcha.everybody.failures,0,true", "captcha.everybody.failures,10000,true", "captcha.everybody.failures,10001,false",
            "captcha.everybody.window,59,false", "captcha.everybody.window,60,true", "captcha.everybody.window,3600,true",
            "captcha.everybody.window,3601,false",
            "tenant.api.old-refresh-tokens-until,2026-12-31,true",
            "tenant.api.old-refresh-tokens-until,2026-12-31T18:00+08:00,true",
            "tenant.api.old-refresh-tokens-until,31.12.2026,false",
            "address-lock.failures,0,false", "address-lock.failures,100,true", "address-lock.failures,101,false",
            "address-lock.window,59,false", "address-lock.window,86400,true",
            "address-lock.allowed,192.0.2.7 198.51.100.0/24;2001:db8::/32,true", "address-lock.allowed,office.example,false",
            "address-lock.allowed,192.0.2.7 192.0.2.256,false"})
    @DisplayName("What is in range is allowed, and nothing else")
    void ranges(String attribute, String value, boolean allowed) {
        assertThat(field(attribute).setting().isValid(value)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tenant.license", "tenant.zone", "tenant.signing-key", "tenant.sm2-private-key", "captcha.length",
            "captcha.audio"})
    @DisplayName("No setting takes what a database or a log should not get")
    void characters(String attribute) {
        assertThat(field(attribute).setting().isValid("UTC\0 and 32 bytes or more, for the key")).isFalse();
        assertThat(field(attribute).setting().isValid("half a character: \ud83d, and 32 bytes or more")).isFalse();
    }

    private static TenantTabField<?> field(String attribute) {
        return TenantTabFields.FIELDS.stream().filter(field -> field.setting().attribute().equals(attribute)).findFirst()
                .orElseThrow();
    }

    private static Properties messages(String language) throws IOException {
        Properties messages = new Properties();
        try (Reader reader = new InputStreamReader(TenantTabFieldsTest.class.getResourceAsStream(
                "/io/komauth/theme/messages_" + language + ".properties"), StandardCharsets.UTF_8)) {
            messages.load(reader);
        }
        return messages;
    }
}
