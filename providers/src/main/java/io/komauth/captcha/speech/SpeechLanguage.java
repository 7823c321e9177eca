package io.komauth.captcha.speech;

import java.util.Locale;

/** The languages that captchas are spoken in. */
public enum SpeechLanguage {

    ENGLISH("en"),
    CHINESE("zh");

    private final String folder;

    SpeechLanguage(String folder) {
        this.folder = folder;
    }

    /** @return Chinese for any script and country of it, else English */
    public static SpeechLanguage of(Locale locale) {
        return locale.getLanguage().equals(CHINESE.folder) ? CHINESE : ENGLISH;
    }

    /** The folder of its clips. */
    String folder() {
        return folder;
    }
}
