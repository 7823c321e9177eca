package io.komauth.tools.users;

import java.util.regex.Pattern;

/**
 * What Keycloak 26.7 takes for an e-mail address (its class {@code EmailValidationUtil}), but for a domain that is not
 * ASCII or a literal IPv6 address.
 */
final class EmailAddress {

    private static final int LONGEST_LOCAL_PART = 64;

    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\x{80}-\\x{FFFF}-]+";
    private static final String QUOTED =
            "\"(?:[A-Za-z0-9!#$%&'*.(),<>\\[\\]:; @+/=?^_`{|}~\\x{80}-\\x{FFFF}-]|\\\\\\\\|\\\\\")+\"";
    private static final String PART =
            "[A-Za-z0-9!#$%&'*+/=?^`{|}~](?:[A-Za-z0-9!#$%&'*+/=?^`{|}~-]{0,61}[A-Za-z0-9!#$%&'*+/=?^`{|}~])?";
    private static final Pattern ADDRESS = Pattern.compile("(?:" + ATOM + "|" + QUOTED + ")(?:\\.(?:" + ATOM + "|" + QUOTED
            + "))*@(?:" + PART + "(?:\\." + PART + ")*|\\[[0-9]{1,3}(?:\\.[0-9]{1,3}){3}\\])");

    private EmailAddress() {
    }

    /** @param text of at most 255 characters */
    static boolean isValid(String text) {
        return ADDRESS.matcher(text).matches() && text.lastIndexOf('@') <= LONGEST_LOCAL_PART;
    }
}
