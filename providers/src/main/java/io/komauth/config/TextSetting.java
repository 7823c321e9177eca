package io.komauth.config;

import java.util.function.Predicate;

import io.komauth.text.UnicodeText;

import org.keycloak.models.RealmModel;
import org.keycloak.utils.StringUtil;

/**
 * A text that a realm sets by an attribute.
 *
 * @param attribute    the realm attribute
 * @param defaultValue the text where the realm says nothing
 * @param validator    which texts there may be, among those of whole and printable characters
 * @param range        what a message that refuses a text says of that; empty where its words say all
 */
public record TextSetting(String attribute, String defaultValue, Predicate<String> validator, Object range)
        implements RealmSetting {

    public TextSetting(String attribute, String defaultValue, Predicate<String> validator) {
        this(attribute, defaultValue, validator, "");
    }

    @Override
    public boolean isValid(String value) {
        return UnicodeText.isWellFormed(value) && UnicodeText.isPrintable(value) && validator.test(value);
    }

    /** Reads the realm attribute, without blanks around it. What makes no sense counts as nothing; the log says so. */
    public String of(RealmModel realm) {
        String value = realm.getAttribute(attribute);
        if (StringUtil.isBlank(value)) {
            return defaultValue;
        }
        if (!validator.test(value)) {
            Misconfiguration.report(realm, attribute, value, defaultValue);
            return defaultValue;
        }
        return value.strip();
    }
}
