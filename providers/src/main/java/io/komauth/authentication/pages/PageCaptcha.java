package io.komauth.authentication.pages;

import java.util.Optional;

import jakarta.ws.rs.core.MultivaluedMap;

import io.komauth.bruteforce.LoginAttempt;
import io.komauth.captcha.CaptchaParameters;
import io.komauth.captcha.CaptchaRefusal;
import io.komauth.captcha.WorkCaptchas;
import io.komauth.captcha.work.WorkChallenge;

import org.keycloak.models.KeycloakSession;

/** The captcha of a page for a name, as far as one is known: what the page asks for, and what comes back from it. */
final class PageCaptcha {

    private static final String FAILED = "komAuthCaptchaWorkFailed";

    private final KeycloakSession session;
    private final CaptchaStepSettings settings;
    private final boolean byName;
    private final LoginAttempt attempt;

    private PageCaptcha(KeycloakSession session, CaptchaStepSettings settings, boolean byName, String username) {
        this.session = session;
        this.settings = settings;
        this.byName = byName;
        attempt = new LoginAttempt(username, session.getContext().getConnection().getRemoteHost());
    }

    /**
     * The captcha of a page that asks who it is.
     *
     * @param username what was typed or is known of it; may be {@code null}
     */
    static PageCaptcha of(KeycloakSession session, CaptchaStepSettings settings, String username) {
        return new PageCaptcha(session, settings, true, username);
    }

    /** The captcha of a page whose names have no failed logins that count: they are new. */
    static PageCaptcha withoutName(KeycloakSession session, CaptchaStepSettings settings) {
        return new PageCaptcha(session, settings, false, null);
    }

    LoginAttempt attempt() {
        return attempt;
    }

    boolean hasWork() {
        return settings.accepted().acceptWork();
    }

    /**
     * Says whether the person has to solve a picture.
     *
     * @param imminent failures of the attempt that are not counted yet
     */
    boolean needsPicture(int imminent) {
        return !hasWork() || captchas().needsPicture(attempt, imminent, settings.pictureFrom());
    }

    /** @return whether a picture can take the place of work, where both are not needed */
    boolean acceptsPicture() {
        return settings.accepted().acceptPicture();
    }

    /** @return whether failed logins of the name that is typed count */
    boolean isByName() {
        return byName;
    }

    /** @param imminent failures of the attempt that are not counted yet */
    WorkChallenge issueWork(int imminent) {
        return captchas().issue(attempt, imminent);
    }

    /** @return seconds until a challenge is worth nothing */
    int workLifespan() {
        return captchas().lifespan();
    }

    /** @return why the attempt must not be made; empty if the captcha is solved */
    Optional<CaptchaRefusal> redeem(MultivaluedMap<String, String> form) {
        return CaptchaParameters.of(form).redeem(session, attempt.name(), settings.accepted(), settings.pictureFrom());
    }

    /** @return the key of a message beside the field, which need not have shown the picture */
    String messageKey(CaptchaRefusal refusal) {
        return refusal == CaptchaRefusal.NO_KEY && hasWork() ? FAILED : refusal.fieldMessageKey();
    }

    private WorkCaptchas captchas() {
        return new WorkCaptchas(session, session.getContext().getRealm());
    }
}
