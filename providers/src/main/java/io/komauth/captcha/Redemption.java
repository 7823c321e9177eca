package io.komauth.captcha;

/** What redeeming a captcha came to. */
public enum Redemption {

    /** The answer was right. The captcha is spent. */
    SOLVED,

    /** The answer was wrong. The captcha is spent. */
    WRONG,

    /** The captcha is for any tenant, and the one that the login is to asks for longer ones. It is not spent. */
    TOO_SHORT,

    /** The work was done, but is less than failed logins of the name or the address ask for now. It is spent. */
    TOO_EASY,

    /** The key is expired, spent, another realm's, or no key at all; callers are not told which. */
    INVALID
}
