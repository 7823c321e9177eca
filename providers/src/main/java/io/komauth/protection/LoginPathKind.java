package io.komauth.protection;

import java.util.Locale;

/** What is found about the login paths of a realm. Each has a text and a remedy in the message bundles, by its id. */
public enum LoginPathKind {

    BROWSER_FLOW(Severity.OPEN),
    DIRECT_GRANT_FLOW(Severity.OPEN),
    CLIENT_BROWSER_FLOW(Severity.OPEN),
    CLIENT_DIRECT_GRANT_FLOW(Severity.OPEN),
    CLIENT_POLICY_FLOW(Severity.OPEN),
    REGISTRATION(Severity.OPEN),
    RESET_PASSWORD(Severity.OPEN),
    FIRST_BROKER_LOGIN(Severity.OPEN),
    POST_BROKER_LOGIN(Severity.OPEN),
    SAML_ECP(Severity.OPEN),
    DOCKER(Severity.OPEN),

    /** A step of another extension, which may check passwords. */
    UNKNOWN_STEP(Severity.LIMITED),
    CAPTCHA_AFTER_FAILURES(Severity.LIMITED),

    /** One captcha is enough for any number of passwords. */
    PASSWORD_PAGE_AFTER_CAPTCHA(Severity.LIMITED),

    DIRECT_GRANT_STEP_IN_PAGE_FLOW(Severity.ERROR),
    PAGE_STEP_IN_DIRECT_GRANT_FLOW(Severity.ERROR),
    INVALID_SETTING(Severity.ERROR),

    /** Pages of ours take the place of the theme's. */
    THEME_WITHOUT_FIELD(Severity.NOTE);

    /** How bad it is. */
    public enum Severity {

        /** A password is checked, a user is registered or an e-mail is sent without a captcha. */
        OPEN,

        /** There is a captcha, but not for each attempt. */
        LIMITED,

        /** People see an error, or a setting is not taken as it is. */
        ERROR,

        /** Everything works, but not as the administrator may expect. */
        NOTE;

        /** @return as programs read it */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Severity severity;

    LoginPathKind(Severity severity) {
        this.severity = severity;
    }

    public Severity severity() {
        return severity;
    }

    /** @return the id by which programs know it; it does not change */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
