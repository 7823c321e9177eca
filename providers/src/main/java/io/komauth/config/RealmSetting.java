package io.komauth.config;

import org.keycloak.models.RealmModel;
import org.keycloak.utils.StringUtil;

/** A setting that a realm attribute holds. */
public interface RealmSetting {

    /** @return the realm attribute */
    String attribute();

    /** @return whether the value is in range; a blank one is none, and never asked for */
    boolean isValid(String value);

    /** @return what a message that refuses a value says of the range; empty where its words say all */
    Object range();

    /**
     * What an administrator reads: what the realm has, also out of range, else what counts without it.
     *
     * @param serverDefault what counts for a realm that sets nothing
     */
    default String displayValue(RealmModel realm, Object serverDefault) {
        String value = realm.getAttribute(attribute());
        return StringUtil.isBlank(value) ? serverDefault.toString() : value;
    }
}
