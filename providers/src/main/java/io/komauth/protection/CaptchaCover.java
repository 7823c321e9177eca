package io.komauth.protection;

/** Which captcha comes before a step of a flow, from the weakest to the strongest. */
enum CaptchaCover {

    NONE,

    /** Only after failed logins. */
    AFTER_FAILURES,

    ALWAYS,

    /** Nobody gets to the step: an earlier one denies everybody, or answers everybody with an error. */
    UNREACHABLE;

    CaptchaCover weaker(CaptchaCover other) {
        return compareTo(other) <= 0 ? this : other;
    }

    CaptchaCover stronger(CaptchaCover other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
