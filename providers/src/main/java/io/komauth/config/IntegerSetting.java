package io.komauth.config;

import org.keycloak.Config;
import org.keycloak.models.RealmModel;
import org.keycloak.utils.StringUtil;

/**
 * A number that a realm sets by an attribute, and a server option for all realms that do not.
 *
 * @param attribute    the realm attribute
 * @param option       the server option, as in {@code --spi-captcha--image--<option>}
 * @param min          the least value allowed
 * @param max          the greatest value allowed
 * @param defaultValue the value where neither the realm nor the server says anything
 */
public record IntegerSetting(String attribute, String option, int min, int max, int defaultValue)
        implements RealmSetting {

    /**
     * Reads the server option.
     *
     * @throws IllegalArgumentException if it is no number from {@code min} to {@code max}: the server does not start
     */
    public int fromServer(Config.Scope config) {
        String value = config.get(option);
        if (StringUtil.isBlank(value)) {
            return defaultValue;
        }
        return range().parse(value).orElseThrow(() -> new IllegalArgumentException(
                "Server option '" + option + "' must be a number from " + min + " to " + max + ", not '" + value + "'"));
    }

    /**
     * Reads the realm attribute. A value out of range counts as the nearest that is in it, text as none; the log says so.
     *
     * @param serverDefault what counts for a realm that sets nothing
     */
    public int of(RealmModel realm, int serverDefault) {
        return range().read(realm, attribute, realm.getAttribute(attribute), serverDefault);
    }

    @Override
    public boolean isValid(String value) {
        return range().parse(value).isPresent();
    }

    @Override
    public IntegerRange range() {
        return new IntegerRange(min, max);
    }
}
