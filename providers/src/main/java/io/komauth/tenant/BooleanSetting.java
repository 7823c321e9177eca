package io.komauth.tenant;

import org.keycloak.Config;
import org.keycloak.models.RealmModel;
import org.keycloak.utils.StringUtil;

/**
 * A yes or no that a realm sets by an attribute, and a server option for all realms that do not.
 *
 * @param attribute the realm attribute
 * @param option    the server option, as in {@code --spi-captcha--image--<option>}
 * @param fallback  what counts where neither the realm nor the server says anything
 */
public record BooleanSetting(String attribute, String option, boolean fallback) {

    /**
     * Reads the server option.
     *
     * @throws IllegalArgumentException if it is neither {@code true} nor {@code false}: the server does not start
     */
    public boolean fromServer(Config.Scope config) {
        String value = config.get(option);
        if (StringUtil.isBlank(value)) {
            return fallback;
        }
        if (!isYes(value) && !isNo(value)) {
            throw new IllegalArgumentException(
                    "Server option '%s' must be true or false, not '%s'".formatted(option, value));
        }
        return isYes(value);
    }

    /**
     * Reads the realm attribute.
     *
     * @param serverDefault what counts for a realm that sets nothing
     */
    public boolean of(RealmModel realm, boolean serverDefault) {
        return read(realm, attribute, serverDefault);
    }

    /** Reads a realm attribute. What is neither yes nor no counts as nothing; the log says so. */
    static boolean read(RealmModel realm, String attribute, boolean fallback) {
        String value = realm.getAttribute(attribute);
        if (StringUtil.isBlank(value)) {
            return fallback;
        }
        if (!isYes(value) && !isNo(value)) {
            Misconfiguration.report(realm, attribute, value, Boolean.toString(fallback));
            return fallback;
        }
        return isYes(value);
    }

    private static boolean isYes(String value) {
        return value.strip().equalsIgnoreCase("true");
    }

    private static boolean isNo(String value) {
        return value.strip().equalsIgnoreCase("false");
    }
}
