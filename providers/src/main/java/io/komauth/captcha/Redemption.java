package io.komauth.captcha;

/** What redeeming a captcha came to. */
public enum Redemption {

    /** The answer was right. The captcha is spent. */
    SOLVED,

    /** The answer was wrong. The captcha is spent. */
    WRONG,

    /** The key is expired, spent, another realm's, or no key at all; which of these is nobody's business. */
    INVALID
}
