package io.komauth.config;

import org.keycloak.Config;
import org.keycloak.models.RealmModel;
import org.keycloak.utils.StringUtil;

/**
 * A yes or no that a realm sets by an attribute, and perhaps a server option for all realms that do not.
 *
 * @param attribute    the realm attribute; {@code null} for what the server option alone says
 * @param option       the server option, as in {@code --spi-captcha--image--<option>}; {@code null} where there is none
 * @param defaultValue what counts where neither the realm nor the server says anything
 */
public record BooleanSetting(String attribute, String option, boolean defaultValue) implements RealmSetting {

    /**
     * Reads the server option.
     *
     * @throws IllegalArgumentException if it is neither {@code true} nor {@code false}: the server does not start
     */
    public boolean fromServer(Config.Scope config) {
        String value = config.get(option);
        if (StringUtil.isBlank(value)) {
            return defaultValue;
        }
        if (!isValid(value)) {
            throw new IllegalArgumentException("Server option '" + option + "' must be true or false, not '" + value + "'");
        }
        return isYes(value);
    }

    /**
     * Reads the realm attribute. What is neither yes nor no counts as nothing; the log says so.
     *
     * @param serverDefault what counts for a realm that sets nothing
     */
    public boolean of(RealmModel realm, boolean serverDefault) {
        String value = realm.getAttribute(attribute);
        if (StringUtil.isBlank(value)) {
            return serverDefault;
        }
        if (!isValid(value)) {
            Misconfiguration.report(realm, attribute, value, Boolean.toString(serverDefault));
            return serverDefault;
        }
        return isYes(value);
    }

    @Override
    public boolean isValid(String value) {
        return isYes(value) || isNo(value);
    }

    @Override
    public Object range() {
        return "";
    }

    /** As a switch has it: on or off, and nothing else. */
    @Override
    public String displayValue(RealmModel realm, Object serverDefault) {
        return Boolean.toString(of(realm, (Boolean) serverDefault));
    }

    private static boolean isYes(String value) {
        return value.strip().equalsIgnoreCase("true");
    }

    private static boolean isNo(String value) {
        return value.strip().equalsIgnoreCase("false");
    }
}
