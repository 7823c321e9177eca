package io.komauth.authentication.pages;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.komauth.captcha.CaptchaDemand;
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
        return field.isPictureEnough();
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

    /** @return where the script fetches another picture, of the same size */
    public String getPictureUrl() {
        return field.getUrl() + "?density=" + CaptchaField.DENSITY.pixels();
    }

    /** @return seconds from now until the picture is worth nothing */
    public int getLifespan() {
        return field.issuedPicture().lifespan();
    }

    /** @return seconds for which the picture is accepted after that */
    public int getGrace() {
        return CaptchaDemand.PAGE_GRACE;
    }

    /** @return how many characters the picture has */
    public int getLength() {
        return field.length();
    }

    /** @return what was wrong with the last picture; {@code null} if nothing was */
    public String getError() {
        return field.errorKey() == null || !isPictureError() ? null : text(field.errorKey());
    }

    /** @return the tag of the language that the texts are in, which need not be the page's */
    public String getLanguage() {
        return label().language().toLanguageTag();
    }

    /** @return the direction of the texts, {@code ltr} or {@code rtl} */
    public String getDirection() {
        return label().direction();
    }

    /** @return whether the texts are in another language than the page, or in another script of it */
    public boolean isForeign() {
        return label().isForeignTo(page);
    }

    /** @param key of a message */
    public String text(String key) {
        return messages.get(key).text();
    }

    /**
     * @param key of a message, which may be in another language than the others
     * @return the message if the field does not declare its language; else {@code null}
     */
    public Message foreignMessage(String key) {
        Message message = messages.get(key);
        return message.isForeignTo(isForeign() ? label().language() : page) ? message : null;
    }

    /**
     * @param prefix of the keys of messages
     * @param names  the rest of each key
     * @return the languages and directions of those that the field does not declare, as JSON, by the names; {@code null} if there are
     *         none
     */
    public String foreignTexts(String prefix, List<String> names) {
        Map<String, Map<String, String>> foreign = new HashMap<>();
        for (String name : names) {
            Message message = foreignMessage(prefix + name);
            if (message != null) {
                foreign.put(name, Map.of("lang", message.language().toLanguageTag(), "dir", message.direction()));
            }
        }
        return foreign.isEmpty() ? null : CaptchaField.json(foreign);
    }

    /**
     * @param key  of one of Keycloak's own messages
     * @param text as Keycloak has found it
     * @return the message if it is in another language than the page; else {@code null}
     */
    public Message foreignOfTheme(String key, String text) {
        Message message = messages.ofTheme(key, text);
        return message.isForeignTo(page) ? message : null;
    }

    /** @return the message that says what was wrong with the last captcha; {@code null} if nothing was */
    public String getRefusalKey() {
        return field.errorKey();
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
