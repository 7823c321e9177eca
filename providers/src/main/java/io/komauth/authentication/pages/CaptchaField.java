package io.komauth.authentication.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

import jakarta.ws.rs.core.Response;

import io.komauth.captcha.Captcha;
import io.komauth.captcha.CaptchaAudience;
import io.komauth.captcha.CaptchaProvider;
import io.komauth.captcha.WorkChallengeRepresentation;
import io.komauth.captcha.image.CaptchaPainter;
import io.komauth.captcha.image.PictureDensity;
import io.komauth.captcha.work.WorkChallenge;
import io.komauth.compat.RealmUris;
import io.komauth.theme.ThemeMessages;

import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.theme.Theme;
import org.keycloak.util.JsonSerialization;

/**
 * The captcha of a page, as templates see it: {@code komAuthCaptcha}. Some themes, such as Keycloakify's, write all that they can
 * read of a page into a script. So reading its properties issues no captcha and says nothing of whether the page has the
 * field: only the macro that draws the field can, by {@link #draw}.
 */
public final class CaptchaField {

    /** The form parameter of the button that asks for another picture and for nothing else. */
    static final String RELOAD_BUTTON = "captchaAnother";

    /** Of the pictures of pages, whose size goes with that of the text. */
    static final PictureDensity DENSITY = PictureDensity.DOUBLE;

    private static final String ATTRIBUTE = "komAuthCaptcha";

    /** The attribute's former name, which themes may use to check whether a page needs a captcha. */
    private static final String LEGACY_ATTRIBUTE = "captcha";

    /** In {@code theme.properties}: whether a script of the theme draws the field from the properties of this. */
    private static final String THEME_PROPERTY = "komAuthCaptcha";
    private static final String BY_SCRIPT = "script";

    private final KeycloakSession session;
    private String errorKey;
    private PageCaptcha page;
    private int imminentFailures;
    private Boolean needsPicture;
    private Captcha picture;
    private WorkChallenge work;
    private WorkChallengeRepresentation widgetWork;
    private boolean workUrlRead;

    private CaptchaField(KeycloakSession session) {
        this.session = session;
    }

    /** @return the one field of this request's page */
    static CaptchaField of(KeycloakSession session) {
        String name = CaptchaField.class.getName();
        CaptchaField field = session.getAttribute(name, CaptchaField.class);
        if (field == null) {
            field = new CaptchaField(session);
            session.setAttribute(name, field);
        }
        return field;
    }

    /** Sets the error that the page shows, by the key of a message. */
    void setErrorKey(String errorKey) {
        this.errorKey = errorKey;
    }

    /** @return the key of a message; {@code null} if nothing was wrong with the last captcha */
    String errorKey() {
        return errorKey;
    }

    /** Adds the field to the next page. */
    void addTo(LoginFormsProvider form, PageCaptcha captcha) {
        addTo(form, captcha, 0);
    }

    /**
     * Does the same.
     *
     * @param imminent failures that will have been counted when the page is sent, and are not yet
     */
    void addTo(LoginFormsProvider form, PageCaptcha captcha, int imminent) {
        page = captcha;
        imminentFailures = imminent;
        needsPicture = null;
        form.setAttribute(ATTRIBUTE, this);
        form.setAttribute(LEGACY_ATTRIBUTE, this);
    }

    /** Keeps the field off the pages of later steps, which Keycloak makes by the same forms provider. */
    void removeFrom(LoginFormsProvider form) {
        if (page != null) {
            page = null;
            form.setAttribute(ATTRIBUTE, null);
            form.setAttribute(LEGACY_ATTRIBUTE, null);
        }
    }

    /**
     * @param response as the realm's theme made it, or the error that Keycloak answers with where the theme failed
     * @return whether the page should have had the field, and has not: then its key is nowhere in it
     */
    boolean isMissingFrom(Response response) {
        String html = String.valueOf(response.getEntity());
        return page != null && !(picture != null && html.contains(picture.key()))
                && !(work != null && html.contains(work.signature()))
                && !(widgetWork != null && html.contains(widgetWork.challenge().signature()))
                && !(workUrlRead && html.replace("\\/", "/").contains(workUrl()));
    }

    /**
     * Draws the field.
     *
     * @param language a language tag: the page's
     */
    public RenderedCaptchaField draw(String language) {
        Locale locale = Locale.forLanguageTag(language);
        return new RenderedCaptchaField(this, locale, new ThemeMessages(session, realm(), locale));
    }

    /**
     * @return what the form sends back beside the code; {@code null} unless the theme draws the field by a script, and the page
     *         accepts the picture
     */
    public String getKey() {
        return isPictureDrawnByScript() ? issuedPicture().key() : null;
    }

    /** @return the picture as a {@code data:} URI; {@code null} where there is no key */
    public String getImage() {
        return isPictureDrawnByScript() ? issuedPicture().imageUri() : null;
    }

    /** @return seconds until the captcha is worth nothing; {@code null} where there is no key */
    public Integer getLifespan() {
        return isPictureDrawnByScript() ? issuedPicture().lifespan() : null;
    }

    /**
     * @return where a widget of ALTCHA fetches its challenge, a path on this server; {@code null} unless the theme draws the
     *         field by a script, and the page accepts proof of work
     */
    public String getWorkUrl() {
        if (!page.hasWork() || !isDrawnByScript()) {
            return null;
        }
        workUrlRead = true;
        return workUrl() + (needsPicture() ? "?picture=true" : "");
    }

    /**
     * @return the challenge that a widget of ALTCHA solves first, as JSON; other than one of {@link #getWorkUrl} it is enough for the
     *         name that the page knows. {@code null} where there is no such address
     */
    public String getWorkChallenge() {
        if (!page.hasWork() || !isDrawnByScript()) {
            return null;
        }
        if (widgetWork == null) {
            widgetWork = page.issueWidgetWork(imminentFailures);
        }
        return json(widgetWork);
    }

    /** @return CSS pixels */
    public int getWidth() {
        return CaptchaPainter.WIDTH;
    }

    /** @return CSS pixels */
    public int getHeight() {
        return CaptchaPainter.HEIGHT;
    }

    /** @return where a script fetches another captcha, a path on this server */
    public String getUrl() {
        return RealmUris.base(session, realm().getName()).getRawPath() + "/captcha";
    }

    /** @return where a script fetches the captcha as speech, a path on this server; {@code null} where there is no speech */
    public String getAudioUrl() {
        return session.getProvider(CaptchaProvider.class).speaks(realm()) ? getUrl() + "/audio" : null;
    }

    /** @return what was wrong with the last captcha, for people; {@code null} if nothing was */
    public String getError() {
        return errorKey == null ? null : text(errorKey);
    }

    /** @return a message of this JAR in the language that Keycloak makes the page in */
    String text(String key) {
        AuthenticationSessionModel login = session.getContext().getAuthenticationSession();
        UserModel user = login == null ? null : login.getAuthenticatedUser();
        return new ThemeMessages(session, realm(), session.getContext().resolveLocale(user)).get(key).text();
    }

    private boolean isDrawnByScript() {
        try {
            return BY_SCRIPT.equals(session.theme().getTheme(Theme.Type.LOGIN).getProperties().getProperty(THEME_PROPERTY));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isPictureDrawnByScript() {
        return page.acceptsPicture() && isDrawnByScript();
    }

    /** @return the page's captcha */
    PageCaptcha page() {
        return page;
    }

    /** @return whether the person has to solve the picture */
    boolean needsPicture() {
        if (needsPicture == null) {
            needsPicture = page.needsPicture(imminentFailures);
        }
        return needsPicture;
    }

    /** @return whether the picture can take the place of work */
    boolean isPictureEnough() {
        return page.isPictureEnough(imminentFailures);
    }

    /** @return the picture of this page; of single density where a script may show it in its own size */
    Captcha issuedPicture() {
        if (picture == null) {
            picture = session.getProvider(CaptchaProvider.class).issue(CaptchaAudience.tenant(realm()),
                    isDrawnByScript() ? PictureDensity.SINGLE : DENSITY);
        }
        return picture;
    }

    /** @return how many characters pictures of this realm have */
    int length() {
        return session.getProvider(CaptchaProvider.class).length(realm());
    }

    /** @return the challenge of this page */
    WorkChallenge issuedWork() {
        if (work == null) {
            work = page.issueWork(imminentFailures);
        }
        return work;
    }

    /** @return where challenges are fetched and solutions are checked, a path on this server */
    String workUrl() {
        return getUrl() + "/work";
    }

    static String json(Object value) {
        try {
            return JsonSerialization.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RealmModel realm() {
        return session.getContext().getRealm();
    }
}
