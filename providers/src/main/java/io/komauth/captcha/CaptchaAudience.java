package io.komauth.captcha;

import io.komauth.tenant.Tenants;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Whom a captcha is for: it can be redeemed there and nowhere else.
 *
 * @param realm whose keys seal it, and whose settings say what it looks like
 * @param scope what tells a captcha of this realm's from one that this realm seals for others
 */
public record CaptchaAudience(RealmModel realm, Scope scope) {

    /** How far a captcha reaches. */
    public enum Scope { TENANT, ANY_TENANT }

    /** Logins to one realm. */
    public static CaptchaAudience tenant(RealmModel realm) {
        return new CaptchaAudience(realm, Scope.TENANT);
    }

    /** Logins to any tenant, by the documented API alone: its clients may ask for a captcha before they know the tenant. */
    public static CaptchaAudience anyTenant(KeycloakSession session) {
        return new CaptchaAudience(Tenants.adminRealm(session), Scope.ANY_TENANT);
    }
}
