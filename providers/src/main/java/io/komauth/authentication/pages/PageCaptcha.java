package io.komauth.authentication.pages;

import java.util.Optional;

import jakarta.ws.rs.core.MultivaluedMap;

import io.komauth.bruteforce.LoginAttempt;
import io.komauth.bruteforce.LoginFailures;
import io.komauth.bruteforce.RecentFailures;
import io.komauth.captcha.CaptchaDemand;
import io.komauth.captcha.CaptchaParameters;
import io.komauth.captcha.CaptchaRefusal;
import io.komauth.captcha.RefusedCaptcha;
import io.komauth.captcha.WorkCaptchas;
import io.komauth.captcha.WorkChallengeRepresentation;
import io.komauth.captcha.work.WorkChallenge;

import org.keycloak.models.KeycloakSession;

/** The captcha of a page for a name, as far as one is known: what the page asks for, and what comes back from it. */
final class PageCaptcha {

    private static final String FAILED = "komAuthCaptchaWorkFailed";

    private final KeycloakSession session;
    private final CaptchaDemand demand;
    private final boolean byName;
    private final LoginAttempt attempt;
    private RecentFailures failures;

    private PageCaptcha(KeycloakSession session, CaptchaDemand demand, boolean byName, String username) {
        this.session = session;
        this.demand = demand;
        this.byName = byName;
        attempt = new LoginAttempt(username, session.getContext().getConnection().getRemoteHost());
    }

    /**
     * The captcha of a page that asks for a username.
     *
     * @param username what was typed or is known of it; may be {@code null}
     */
    static PageCaptcha of(KeycloakSession session, CaptchaDemand demand, String username) {
        return new PageCaptcha(session, demand, true, username);
    }

    /** The captcha of a page whose names have no failed logins that count: they are new. */
    static PageCaptcha withoutName(KeycloakSession session, CaptchaDemand demand) {
        return new PageCaptcha(session, demand, false, null);
    }

    LoginAttempt attempt() {
        return attempt;
    }

    /** @return the failed logins that count for the page; read once, and once more after an attempt, which may have failed */
    RecentFailures failures() {
        if (failures == null) {
            failures = new LoginFailures(session, session.getContext().getRealm()).count(attempt);
        }
        return failures;
    }

    boolean hasWork() {
        return demand.kinds().acceptWork();
    }

    /**
     * Says whether the person has to solve a picture.
     *
     * @param imminent failures of the attempt that are not counted yet
     */
    boolean needsPicture(int imminent) {
        return !hasWork() || demand.canNeedPicture() && demand.needsPicture(failures().plus(imminent));
    }

    /** @return whether a picture is accepted, with work or in place of it */
    boolean acceptsPicture() {
        return demand.kinds().acceptPicture();
    }

    /**
     * Says whether a picture can take the place of work.
     *
     * @param imminent failures of the attempt that are not counted yet
     */
    boolean isPictureEnough(int imminent) {
        return acceptsPicture() && !(demand.canNeedPicture() && demand.needsWork(failures().plus(imminent)));
    }

    /** @return whether failed logins of the name that is typed count */
    boolean isByName() {
        return byName;
    }

    /** @param imminent failures of the attempt that are not counted yet */
    WorkChallenge issueWork(int imminent) {
        return captchas().issue(failures().plus(imminent));
    }

    /**
     * Issues a challenge for a widget, with a picture if one is needed.
     *
     * @param imminent failures of the attempt that are not counted yet
     */
    WorkChallengeRepresentation issueWidgetWork(int imminent) {
        return WorkChallengeRepresentation.of(session, session.getContext().getRealm(), failures().plus(imminent),
                needsPicture(imminent));
    }

    /** @return seconds until a challenge is worth nothing */
    int workLifespan() {
        return captchas().lifespan();
    }

    /** @return why the attempt must not be made; empty if the captcha is solved */
    Optional<CaptchaRefusal> redeem(MultivaluedMap<String, String> form) {
        Optional<RefusedCaptcha> refused = CaptchaParameters.of(form).redeem(session, attempt.name(), demand);
        failures = refused.map(RefusedCaptcha::failures).orElse(null);
        return refused.map(RefusedCaptcha::reason);
    }

    /** @return the key of a message beside the field, which need not have shown the picture */
    String messageKey(CaptchaRefusal refusal) {
        return refusal == CaptchaRefusal.NO_KEY && hasWork() ? FAILED : refusal.fieldMessageKey();
    }

    private WorkCaptchas captchas() {
        return new WorkCaptchas(session, session.getContext().getRealm());
    }
}
