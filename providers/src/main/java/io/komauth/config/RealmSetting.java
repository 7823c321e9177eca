package io.komauth.config;

import java.util.function.Predicate;

import io.komauth.text.UnicodeText;

import org.keycloak.Config;
import org.keycloak.models.RealmModel;
import org.keycloak.utils.StringUtil;

/**
 * A setting: a realm attribute, else a server option for all realms, else the default. The configuration of a flow's step can
 * hold one, too.
 *
 * @param attribute    the realm attribute, or the step's property; {@code null} for a server option alone
 * @param option       the server option, as in {@code --spi-captcha--image--<option>}; {@code null} where there is none
 * @param defaultValue the value where neither the realm nor the server sets one
 * @param codec        which values are allowed
 */
public record RealmSetting<T>(String attribute, String option, T defaultValue, SettingCodec<T> codec) {

    /** A number from {@code min} to {@code max}. A realm's value out of range counts as the nearest in it. */
    public static RealmSetting<Integer> integer(String attribute, String option, int min, int max, int defaultValue) {
        return new RealmSetting<>(attribute, option, defaultValue, SettingCodec.integer(min, max));
    }

    /** A switch: {@code true} or {@code false}. */
    public static RealmSetting<Boolean> bool(String attribute, String option, boolean defaultValue) {
        return new RealmSetting<>(attribute, option, defaultValue, SettingCodec.bool());
    }

    /** A text without a server option, as {@link #text(String, String, Predicate, Object)}; its range needs no parameter. */
    public static RealmSetting<String> text(String attribute, String defaultValue, Predicate<String> validator) {
        return text(attribute, defaultValue, validator, "");
    }

    /**
     * A text without a server option; whitespace around it does not count.
     *
     * @param validator gets the text with the whitespace around it
     * @param range     the parameter of the message that refuses a text
     */
    public static RealmSetting<String> text(String attribute, String defaultValue, Predicate<String> validator, Object range) {
        return new RealmSetting<>(attribute, null, defaultValue, SettingCodec.text(validator, range));
    }

    /**
     * Reads the server option.
     *
     * @throws IllegalArgumentException if its value is not allowed: the server does not start
     */
    public T fromServer(Config.Scope config) {
        String value = config.get(option);
        return StringUtil.isBlank(value) ? defaultValue : codec.parser().apply(value)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Server option '" + option + "' must be " + codec.allowed() + ", not '" + value + "'"));
    }

    /** Reads the realm attribute of a setting that has no server option. */
    public T of(RealmModel realm) {
        return of(realm, defaultValue);
    }

    /** Reads the realm attribute. */
    public T of(RealmModel realm, T serverDefault) {
        return read(realm, realm.getAttribute(attribute), serverDefault);
    }

    /**
     * Reads a value of the realm, wherever it is stored. Where it is not allowed, the nearest that is counts, or else the
     * default; the log says so.
     *
     * @param value may be {@code null} or blank: the default counts
     */
    public T read(RealmModel realm, String value, T serverDefault) {
        if (StringUtil.isBlank(value)) {
            return serverDefault;
        }
        return codec.parser().apply(value).orElseGet(() -> {
            T used = codec.nearest().apply(value).orElse(serverDefault);
            Misconfiguration.report(realm, attribute, value, used.toString());
            return used;
        });
    }

    /** @param value not blank */
    public boolean isValid(String value) {
        return UnicodeText.isStorable(value) && codec.parser().apply(value).isPresent();
    }

    /** @return the parameter of the message that refuses a value, such as {@code 4–8}; empty if it needs none */
    public Object range() {
        return codec.range();
    }

    /** What an administrator reads: the realm's value, also one that is not allowed, else the default. A switch is on or off. */
    public String displayValue(RealmModel realm, T serverDefault) {
        String value = realm.getAttribute(attribute);
        return StringUtil.isBlank(value) || serverDefault instanceof Boolean ? of(realm, serverDefault).toString() : value;
    }
}
