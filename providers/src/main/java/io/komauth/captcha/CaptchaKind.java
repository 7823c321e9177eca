package io.komauth.captcha;

import java.util.Locale;

/** What a captcha asks for, as metrics and events call it. */
public enum CaptchaKind {

    /** To read the characters of a picture, or to hear them. */
    PICTURE,

    /** To let the computer work. */
    WORK;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
