package io.komauth.captcha;

import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.core.MultivaluedMap;

import io.komauth.tenant.TenantHeader;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.utils.StringUtil;

/** The parameters of a token request that hold a solved captcha: form parameters {@value #KEY} and {@value #CODE}. */
public final class CaptchaParameters {

    public static final String KEY = "captchaKey";
    public static final String CODE = "captchaCode";

    private static final String ANY_TENANT = CaptchaParameters.class.getName() + ".anyTenant";

    private final String key;
    private final String code;

    private CaptchaParameters(String key, String code) {
        this.key = key;
        this.code = code;
    }

    public static CaptchaParameters of(MultivaluedMap<String, String> form) {
        return new CaptchaParameters(form.getFirst(KEY), form.getFirst(CODE));
    }

    /**
     * Redeems the captcha in the request's realm, unless the request is refused before that, for what it lacks or for a
     * header that names another tenant: then the captcha is not spent.
     *
     * @return why it is refused; empty if the captcha is solved
     */
    public Optional<CaptchaRefusal> redeem(KeycloakSession session) {
        RealmModel realm = session.getContext().getRealm();
        if (TenantHeader.namesAnother(session.getContext().getHttpRequest().getHttpHeaders(), realm)) {
            return Optional.of(CaptchaRefusal.OTHER_TENANT);
        }
        if (StringUtil.isBlank(key)) {
            return Optional.of(CaptchaRefusal.NO_KEY);
        }
        if (StringUtil.isBlank(code)) {
            return Optional.of(CaptchaRefusal.NO_CODE);
        }
        return switch (redeem(session, realm)) {
            case SOLVED -> Optional.empty();
            case WRONG -> Optional.of(CaptchaRefusal.WRONG_CODE);
            case TOO_SHORT -> Optional.of(CaptchaRefusal.TOO_SHORT);
            case INVALID -> Optional.of(CaptchaRefusal.INVALID_KEY);
        };
    }

    /** From now on, and for this request alone, a captcha that is for any tenant will do, too. */
    public static void acceptForAnyTenant(KeycloakSession session) {
        session.setAttribute(ANY_TENANT, true);
    }

    private Redemption redeem(KeycloakSession session, RealmModel realm) {
        CaptchaAudience tenant = CaptchaAudience.tenant(realm);
        List<CaptchaAudience> audiences = session.getAttribute(ANY_TENANT) == null
                ? List.of(tenant)
                : List.of(tenant, CaptchaAudience.anyTenant(session));
        return session.getProvider(CaptchaProvider.class).redeem(audiences, key, code);
    }
}
