package io.komauth.authentication.pages;

import java.util.Locale;

import io.komauth.captcha.Captcha;
import io.komauth.theme.Message;
import io.komauth.theme.ThemeMessages;

/** The captcha field as a template renders it, in the language of the page. */
public final class RenderedCaptchaField {

    private static final String LABEL = "komAuthCaptchaFieldLabel";

    private final CaptchaField field;
    private final Captcha captcha;
    private final Locale page;
    private final ThemeMessages messages;

    /** @param page the page's language */
    RenderedCaptchaField(CaptchaField field, Captcha captcha, Locale page, ThemeMessages messages) {
        this.field = field;
        this.captcha = captcha;
        this.page = page;
        this.messages = messages;
    }

    /** @return what the form sends back beside the code */
    public String getKey() {
        return captcha.key();
    }

    /** @return the picture as a {@code data:} URI */
    public String getImage() {
        return captcha.imageUri();
    }

    /** @return seconds from now until the captcha is worth nothing */
    public int getLifespan() {
        return captcha.lifespan();
    }

    /** @return what was wrong with the last captcha; {@code null} if nothing was */
    public String getError() {
        return field.errorKey() == null ? null : text(field.errorKey());
    }

    /** @return the tag of the language that the texts are in, which need not be the page's */
    public String getLanguage() {
        return label().language().toLanguageTag();
    }

    /** @return whether the texts are in another language than the page, or in another script of it */
    public boolean isForeign() {
        return label().isForeignTo(page);
    }

    /** @param key of a message */
    public String text(String key) {
        return messages.get(key, null).text();
    }

    private Message label() {
        return messages.get(LABEL, null);
    }
}
