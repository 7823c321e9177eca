package io.komauth.authentication.pages;

import java.net.URI;

import io.komauth.captcha.Captcha;
import io.komauth.captcha.CaptchaAudience;
import io.komauth.captcha.CaptchaProvider;
import io.komauth.captcha.image.CaptchaPainter;

import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.RealmsResource;

/**
 * The captcha of a page, as templates see it: {@code captcha}. Its captcha is issued when a template first asks for its
 * {@linkplain #getKey() key}, so that a theme that has no such field costs nothing, and is found out.
 */
public final class CaptchaField {

    /** The form parameter of the button that asks for another picture and for nothing else. */
    static final String ANOTHER = "captchaAnother";

    private static final String ATTRIBUTE = "captcha";

    private final KeycloakSession session;
    private String error;
    private boolean offered;
    private Captcha captcha;

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

    /** Says on the page, by the key of a message, why the last captcha was not taken. */
    void refuse(String error) {
        this.error = error;
    }

    /** Lets the page that is made next have the field. */
    void offer(LoginFormsProvider form) {
        offered = true;
        form.setAttribute(ATTRIBUTE, this);
    }

    /** Keeps the field off the pages of later steps, which Keycloak makes by the same forms provider. */
    void withdraw(LoginFormsProvider form) {
        offered = false;
        form.setAttribute(ATTRIBUTE, null);
    }

    /** @return whether the page should have had the field, and the realm's theme has no place for it */
    boolean isMissing() {
        return offered && captcha == null;
    }

    /** @return what the form sends back beside the code */
    public String getKey() {
        return captcha().key();
    }

    /** @return the picture as a {@code data:} URI */
    public String getImage() {
        return captcha().imageUri();
    }

    /** @return seconds from now until the captcha is worth nothing */
    public int getLifespan() {
        return captcha().lifespan();
    }

    /** @return pixels */
    public int getWidth() {
        return CaptchaPainter.WIDTH;
    }

    /** @return pixels */
    public int getHeight() {
        return CaptchaPainter.HEIGHT;
    }

    /** @return where a script fetches another captcha, a path on this server */
    public String getUrl() {
        URI realm = RealmsResource.realmBaseUrl(session.getContext().getUri()).build(realm().getName());
        return realm.getRawPath() + "/captcha";
    }

    /** @return where a script fetches the captcha as speech, a path on this server; {@code null} where there is no speech */
    public String getAudioUrl() {
        return session.getProvider(CaptchaProvider.class).speaks(realm()) ? getUrl() + "/audio" : null;
    }

    /** @return the message key of what was wrong with the last captcha; {@code null} if nothing was */
    public String getError() {
        return error;
    }

    private Captcha captcha() {
        if (captcha == null) {
            captcha = session.getProvider(CaptchaProvider.class).issue(CaptchaAudience.tenant(realm()));
        }
        return captcha;
    }

    private RealmModel realm() {
        return session.getContext().getRealm();
    }
}
