package io.komauth.config;

import java.math.BigInteger;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.keycloak.models.RealmModel;
import org.keycloak.utils.StringUtil;

/**
 * The numbers that a setting allows.
 *
 * @param min the least
 * @param max the greatest
 */
public record IntegerRange(int min, int max) {

    private static final Pattern NUMBER = Pattern.compile("(?<sign>[+-]?)0*(?<digits>\\d+)");
    private static final int DIGITS = 20;

    /**
     * Reads a setting of a realm. A value out of range counts as the nearest that is in it, text as none; the log says so.
     *
     * @param name         of the setting, as the log calls it
     * @param value        what the realm has for it; may be {@code null}
     * @param defaultValue what counts where the realm has nothing
     */
    public int read(RealmModel realm, String name, String value, int defaultValue) {
        if (StringUtil.isBlank(value)) {
            return defaultValue;
        }
        BigInteger number = number(value);
        int used = number == null ? defaultValue : clamp(number).intValueExact();
        if (number == null || !number.equals(BigInteger.valueOf(used))) {
            Misconfiguration.report(realm, name, value, Integer.toString(used));
        }
        return used;
    }

    /** @return the number that a text is; empty if it is none, or one out of range */
    OptionalInt parse(String value) {
        BigInteger number = number(value);
        return number != null && number.equals(clamp(number)) ? OptionalInt.of(number.intValueExact()) : OptionalInt.empty();
    }

    /** @return such as {@code 4–8} */
    @Override
    public String toString() {
        return min + "–" + max;
    }

    private BigInteger clamp(BigInteger number) {
        return number.max(BigInteger.valueOf(min)).min(BigInteger.valueOf(max));
    }

    /** Parsing takes more than linear time, so of a longer number only so much is parsed as is out of every range. */
    private static BigInteger number(String value) {
        Matcher number = NUMBER.matcher(value.strip());
        if (!number.matches()) {
            return null;
        }
        String digits = number.group("digits");
        return new BigInteger(number.group("sign") + digits.substring(0, Math.min(digits.length(), DIGITS)));
    }
}
