package io.komauth.authentication.pages;

import java.util.Locale;

import io.komauth.theme.Message;
import io.komauth.theme.ThemeMessages;

/**
 * The captcha field as a template renders it, in the language of the page: work, or a picture, or both. Reading the properties of
 * a picture issues one.
 */
public final class RenderedCaptchaField {

    private static final String LABEL = "komAuthCaptchaFieldLabel";
    private static final String PICTURE_TEXTS = "komAuthCaptchaField";

    private final CaptchaField field;
    private final Locale page;
    private final ThemeMessages messages;

    /** @param page the page's language */
    RenderedCaptchaField(CaptchaField field, Locale page, ThemeMessages messages) {
        this.field = field;
        this.page = page;
        this.messages = messages;
    }

    /** @return whether the browser has to work */
    public boolean isWithWork() {
        return field.page().hasWork();
    }

    /** @return whether the person has to solve a picture */
    public boolean isWithPicture() {
        return field.needsPicture();
    }

    /** @return whether a picture is enough where the browser cannot work */
    public boolean isPictureEnough() {
        return field.page().acceptsPicture() && !field.needsPicture();
    }

    /** @return the challenge that the browser has to solve, as JSON */
    public String getChallenge() {
        return CaptchaField.json(field.issuedWork());
    }

    /** @return seconds from now until the challenge is worth nothing */
    public int getChallengeLifespan() {
        return field.page().workLifespan();
    }

    /** @return where the page fetches other challenges, and has its solution checked; they have no picture of their own */
    public String getChallengeUrl() {
        return field.workUrl() + "?picture=false";
    }

    /** @return whether failed logins of the name that is typed make the work harder */
    public boolean isByName() {
        return field.page().isByName();
    }

    /** @return what was wrong with the last work; {@code null} if nothing was */
    public String getWorkError() {
        return field.errorKey() == null || isPictureError() ? null : text(field.errorKey());
    }

    /** @return what the form sends back beside the code */
    public String getKey() {
        return field.issuedPicture().key();
    }

    /** @return the picture as a {@code data:} URI */
    public String getImage() {
        return field.issuedPicture().imageUri();
    }

    /** @return seconds from now until the picture is worth nothing */
    public int getLifespan() {
        return field.issuedPicture().lifespan();
    }

    /** @return what was wrong with the last picture; {@code null} if nothing was */
    public String getError() {
        return field.errorKey() == null || !isPictureError() ? null : text(field.errorKey());
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
        return messages.get(key).text();
    }

    /** By the work are those, too, for which there is no picture on the page. */
    private boolean isPictureError() {
        return !isWithWork()
                || field.errorKey().startsWith(PICTURE_TEXTS) && (isWithPicture() || isPictureEnough());
    }

    private Message label() {
        return messages.get(LABEL);
    }
}
