package io.komauth.tenant;

import org.keycloak.Config;
import org.keycloak.models.RealmModel;
import org.keycloak.utils.StringUtil;

/**
 * A yes or no that a realm sets by an attribute, and perhaps a server option for all realms that do not.
 *
 * @param attribute the realm attribute; {@code null} for what the server option alone says
 * @param option    the server option, as in {@code --spi-captcha--image--<option>}; {@code null} where there is none
 * @param fallback  what counts where neither the realm nor the server says anything
 */
public record BooleanSetting(String attribute, String option, boolean fallback) implements Setting {

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
        if (!allows(value)) {
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
        if (!allows(value)) {
            Misconfiguration.report(realm, attribute, value, Boolean.toString(serverDefault));
            return serverDefault;
        }
        return isYes(value);
    }

    @Override
    public boolean allows(String value) {
        return isYes(value) || isNo(value);
    }

    @Override
    public Object range() {
        return "";
    }

    /** As a switch has it: on or off, and nothing else. */
    @Override
    public String shown(RealmModel realm, Object serverDefault) {
        return Boolean.toString(of(realm, (Boolean) serverDefault));
    }

    private static boolean isYes(String value) {
        return value.strip().equalsIgnoreCase("true");
    }

    private static boolean isNo(String value) {
        return value.strip().equalsIgnoreCase("false");
    }
}
