package io.komauth.tenant;

import java.util.function.Predicate;

import org.keycloak.models.RealmModel;
import org.keycloak.utils.StringUtil;

/**
 * A text that a realm sets by an attribute.
 *
 * @param attribute the realm attribute
 * @param fallback  the text where the realm says nothing
 * @param makeSense which texts there may be, among those of whole and printable characters
 * @param range     what a message that refuses a text says of that; empty where its words say all
 */
public record TextSetting(String attribute, String fallback, Predicate<String> makeSense, Object range)
        implements Setting {

    TextSetting(String attribute, String fallback, Predicate<String> makeSense) {
        this(attribute, fallback, makeSense, "");
    }

    @Override
    public boolean allows(String value) {
        return Characters.areWhole(value) && Characters.arePrintable(value) && makeSense.test(value);
    }

    /** Reads the realm attribute, without blanks around it. What makes no sense counts as nothing; the log says so. */
    String of(RealmModel realm) {
        String value = realm.getAttribute(attribute);
        if (StringUtil.isBlank(value)) {
            return fallback;
        }
        if (!makeSense.test(value)) {
            Misconfiguration.report(realm, attribute, value, fallback);
            return fallback;
        }
        return value.strip();
    }
}
