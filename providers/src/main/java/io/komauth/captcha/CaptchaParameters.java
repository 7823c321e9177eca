package io.komauth.captcha;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.ws.rs.core.MultivaluedMap;

import io.komauth.bruteforce.LoginAttempt;
import io.komauth.bruteforce.RecentFailures;
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
     * header that names another tenant: then the captcha is not spent. Of proof of work without the picture that is needed as well,
     * the work is: it has told how many failed logins there are.
     *
     * @param username what was typed, by which failed logins are counted; may be {@code null}
     * @return the refusal; empty if the captcha is solved
     */
    public Optional<RefusedCaptcha> redeem(KeycloakSession session, String username) {
        return redeem(session, username, CaptchaDemand.ofRealm(session, session.getContext().getRealm()));
    }

    /** Does the same, by settings of its own. */
    public Optional<RefusedCaptcha> redeem(KeycloakSession session, String username, CaptchaDemand demand) {
        RealmModel realm = session.getContext().getRealm();
        if (TenantHeader.namesAnother(session.getContext().getHttpRequest().getHttpHeaders(), realm)) {
            return refused(CaptchaRefusal.OTHER_TENANT);
        }
        boolean acceptsWork = demand.kinds().acceptWork();
        if (acceptsWork && (StringUtil.isNotBlank(work) || !isPictureAccepted(session, demand.kinds()))) {
            return redeemWork(session, realm, attempt(session, username), demand);
        }
        if (StringUtil.isNotBlank(work) && StringUtil.isBlank(key)) {
            return refused(CaptchaRefusal.WORK_NOT_ACCEPTED);
        }
        if (demand.canNeedPicture() && session.getAttribute(ANY_TENANT) == null) {
            RecentFailures failures = new WorkCaptchas(session, realm).failures(attempt(session, username));
            if (demand.needsWork(failures)) {
                return Optional.of(new RefusedCaptcha(CaptchaRefusal.NO_WORK, failures));
            }
        }
        return redeemPicture(session, realm, null, demand.grace());
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

    private Optional<RefusedCaptcha> redeemWork(KeycloakSession session, RealmModel realm, LoginAttempt attempt,
            CaptchaDemand demand) {
        if (StringUtil.isBlank(work)) {
            return refused(StringUtil.isBlank(key) ? CaptchaRefusal.NO_WORK : CaptchaRefusal.PICTURE_NOT_ACCEPTED);
        }
        return redeemedWork(session).computeIfAbsent(work, first -> redeemFirst(session, realm, attempt, demand));
    }

    private Optional<RefusedCaptcha> redeemFirst(KeycloakSession session, RealmModel realm, LoginAttempt attempt,
            CaptchaDemand demand) {
        WorkCaptchas captchas = new WorkCaptchas(session, realm);
        WorkVerification solution = captchas.verify(work, demand.grace());
        boolean canNeedPicture = demand.canNeedPicture() && !solution.isPictureSolved();
        if (canNeedPicture && StringUtil.isNotBlank(key) && StringUtil.isBlank(code)) {
            RecentFailures failures = captchas.failures(attempt);
            if (demand.needsPicture(failures)) {
                return Optional.of(new RefusedCaptcha(CaptchaRefusal.NO_CODE, failures));
            }
        }
        RedeemedWork redeemed = captchas.redeem(solution, attempt, demand.isLogin());
        RecentFailures failures = redeemed.failures() == null && canNeedPicture && StringUtil.isBlank(key)
                ? captchas.failures(attempt)
                : redeemed.failures();
        boolean needsPicture = canNeedPicture && failures != null && demand.needsPicture(failures);
        if (needsPicture && StringUtil.isBlank(key)) {
            return Optional.of(new RefusedCaptcha(CaptchaRefusal.NO_PICTURE, failures));
        }
        return switch (redeemed.redemption()) {
            case SOLVED -> needsPicture ? redeemPicture(session, realm, failures, demand.grace()) : Optional.empty();
            case TOO_EASY -> Optional.of(new RefusedCaptcha(CaptchaRefusal.TOO_EASY, failures));
            default -> refused(CaptchaRefusal.INVALID_WORK);
        };
    }

    /** A flow and a grant may both ask in one request. */
    @SuppressWarnings("unchecked")
    private static Map<String, Optional<RefusedCaptcha>> redeemedWork(KeycloakSession session) {
        Map<String, Optional<RefusedCaptcha>> redeemed = session.getAttribute(REDEEMED_WORK, Map.class);
        if (redeemed == null) {
            redeemed = new HashMap<>();
            session.setAttribute(REDEEMED_WORK, redeemed);
        }
        return redeemed;
    }

    /** @param failures that were read for it; {@code null} if none were */
    private Optional<RefusedCaptcha> redeemPicture(KeycloakSession session, RealmModel realm, RecentFailures failures,
            int grace) {
        return pictureRefusal(session, realm, grace).map(reason -> new RefusedCaptcha(reason, failures));
    }

    private Optional<CaptchaRefusal> pictureRefusal(KeycloakSession session, RealmModel realm, int grace) {
        if (StringUtil.isBlank(key)) {
            return Optional.of(CaptchaRefusal.NO_KEY);
        }
        if (StringUtil.isBlank(code)) {
            return Optional.of(CaptchaRefusal.NO_CODE);
        }
        return switch (session.getProvider(CaptchaProvider.class).redeem(audiences(session, realm), key, code, grace)) {
            case SOLVED -> Optional.empty();
            case WRONG -> Optional.of(CaptchaRefusal.WRONG_CODE);
            case TOO_SHORT -> Optional.of(CaptchaRefusal.TOO_SHORT);
            case TOO_EASY, INVALID -> Optional.of(CaptchaRefusal.INVALID_KEY);
        };
    }

    private static Optional<RefusedCaptcha> refused(CaptchaRefusal reason) {
        return Optional.of(new RefusedCaptcha(reason, null));
    }

    private static List<CaptchaAudience> audiences(KeycloakSession session, RealmModel realm) {
        CaptchaAudience tenant = CaptchaAudience.tenant(realm);
        return session.getAttribute(ANY_TENANT) == null
                ? List.of(tenant)
                : List.of(tenant, CaptchaAudience.anyTenant(session));
    }
}
