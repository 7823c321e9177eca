package io.komauth.captcha;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.ws.rs.core.MultivaluedMap;

import io.komauth.bruteforce.LoginAttempt;
import io.komauth.captcha.work.WorkVerification;
import io.komauth.config.CaptchaKinds;
import io.komauth.tenant.TenantHeader;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.utils.StringUtil;

/**
 * The parameters of a token request or a page that hold a solved captcha: form parameters {@value #KEY} and {@value #CODE} for a
 * picture, {@value #WORK} for proof of work.
 */
public final class CaptchaParameters {

    public static final String KEY = "captchaKey";
    public static final String CODE = "captchaCode";
    public static final String WORK = "altcha";

    private static final String ANY_TENANT = CaptchaParameters.class.getName() + ".anyTenant";
    private static final String REDEEMED_WORK = CaptchaParameters.class.getName() + ".work";

    private final String key;
    private final String code;
    private final String work;

    private CaptchaParameters(String key, String code, String work) {
        this.key = key;
        this.code = code;
        this.work = work;
    }

    public static CaptchaParameters of(MultivaluedMap<String, String> form) {
        return new CaptchaParameters(form.getFirst(KEY), form.getFirst(CODE), form.getFirst(WORK));
    }

    /**
     * Redeems the captcha in the request's realm, unless the request is refused before that, for what it lacks or for a
     * header that names another tenant: then the captcha is not spent.
     *
     * @param username what was typed, by which failed logins are counted; may be {@code null}
     * @return why it is refused; empty if the captcha is solved
     */
    public Optional<CaptchaRefusal> redeem(KeycloakSession session, String username) {
        RealmModel realm = session.getContext().getRealm();
        return redeem(session, username, CaptchaKinds.of(realm), WorkSettings.PICTURE_FROM.of(realm));
    }

    /**
     * Does the same, by settings of its own.
     *
     * @param kinds       what is accepted
     * @param pictureFrom the number of failed logins, of the name or the address, from which on proof of work needs a picture as
     *                    well, and the other way round; 0 if never
     */
    public Optional<CaptchaRefusal> redeem(KeycloakSession session, String username, CaptchaKinds kinds, int pictureFrom) {
        RealmModel realm = session.getContext().getRealm();
        if (TenantHeader.namesAnother(session.getContext().getHttpRequest().getHttpHeaders(), realm)) {
            return Optional.of(CaptchaRefusal.OTHER_TENANT);
        }
        if (kinds.acceptWork() && (StringUtil.isNotBlank(work) || !isPictureAccepted(session, kinds))) {
            return redeemWork(session, realm, username, pictureFrom);
        }
        if (StringUtil.isNotBlank(work) && StringUtil.isBlank(key)) {
            return Optional.of(CaptchaRefusal.WORK_NOT_ACCEPTED);
        }
        if (kinds.acceptWork() && session.getAttribute(ANY_TENANT) == null
                && new WorkCaptchas(session, realm).needsPicture(attempt(session, username), pictureFrom)) {
            return Optional.of(CaptchaRefusal.NO_WORK);
        }
        return redeemPicture(session, realm);
    }

    /** From now on, and for this request alone, a captcha that is for any tenant will do, too. */
    public static void acceptForAnyTenant(KeycloakSession session) {
        session.setAttribute(ANY_TENANT, true);
    }

    static LoginAttempt attempt(KeycloakSession session, String username) {
        return new LoginAttempt(username, session.getContext().getConnection().getRemoteHost());
    }

    /** The clients of the documented API know nothing but the picture. */
    private static boolean isPictureAccepted(KeycloakSession session, CaptchaKinds kinds) {
        return kinds.acceptPicture() || session.getAttribute(ANY_TENANT) != null;
    }

    private Optional<CaptchaRefusal> redeemWork(KeycloakSession session, RealmModel realm, String username, int pictureFrom) {
        if (StringUtil.isBlank(work)) {
            return Optional.of(StringUtil.isBlank(key) ? CaptchaRefusal.NO_WORK : CaptchaRefusal.PICTURE_NOT_ACCEPTED);
        }
        WorkCaptchas captchas = new WorkCaptchas(session, realm);
        LoginAttempt attempt = attempt(session, username);
        boolean needsPicture = captchas.needsPicture(attempt, pictureFrom) && !hasSolvedPicture(captchas);
        if (needsPicture && StringUtil.isBlank(key)) {
            return Optional.of(CaptchaRefusal.NO_PICTURE);
        }
        if (needsPicture && StringUtil.isBlank(code)) {
            return Optional.of(CaptchaRefusal.NO_CODE);
        }
        return switch (redeemedWork(session).computeIfAbsent(work, first -> captchas.redeem(first, attempt))) {
            case SOLVED -> needsPicture ? redeemPicture(session, realm) : Optional.empty();
            case TOO_EASY -> Optional.of(CaptchaRefusal.TOO_EASY);
            default -> Optional.of(CaptchaRefusal.INVALID_WORK);
        };
    }

    private boolean hasSolvedPicture(WorkCaptchas captchas) {
        WorkVerification solution = captchas.verify(work);
        return solution.isValid() && solution.isPictureSolved();
    }

    /** A flow and a grant may both ask in one request. */
    @SuppressWarnings("unchecked")
    private static Map<String, Redemption> redeemedWork(KeycloakSession session) {
        Map<String, Redemption> redeemed = session.getAttribute(REDEEMED_WORK, Map.class);
        if (redeemed == null) {
            redeemed = new HashMap<>();
            session.setAttribute(REDEEMED_WORK, redeemed);
        }
        return redeemed;
    }

    private Optional<CaptchaRefusal> redeemPicture(KeycloakSession session, RealmModel realm) {
        if (StringUtil.isBlank(key)) {
            return Optional.of(CaptchaRefusal.NO_KEY);
        }
        if (StringUtil.isBlank(code)) {
            return Optional.of(CaptchaRefusal.NO_CODE);
        }
        return switch (session.getProvider(CaptchaProvider.class).redeem(audiences(session, realm), key, code)) {
            case SOLVED -> Optional.empty();
            case WRONG -> Optional.of(CaptchaRefusal.WRONG_CODE);
            case TOO_SHORT -> Optional.of(CaptchaRefusal.TOO_SHORT);
            case TOO_EASY, INVALID -> Optional.of(CaptchaRefusal.INVALID_KEY);
        };
    }

    private static List<CaptchaAudience> audiences(KeycloakSession session, RealmModel realm) {
        CaptchaAudience tenant = CaptchaAudience.tenant(realm);
        return session.getAttribute(ANY_TENANT) == null
                ? List.of(tenant)
                : List.of(tenant, CaptchaAudience.anyTenant(session));
    }
}
