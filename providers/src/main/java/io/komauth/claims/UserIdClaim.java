package io.komauth.claims;

import io.komauth.tenant.Tenant;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.utils.StringUtil;

/** The claim {@code user_id}: the id that the tenant's services know a user by. */
public final class UserIdClaim {

    private static final String ATTRIBUTE = "user_id";

    private UserIdClaim() {
    }

    public static String of(KeycloakSession session, Tenant tenant, UserModel user) {
        return of(tenant, user, TrustedAttributes.of(session, user));
    }

    /** An empty attribute is no id: services would take it for user 0. */
    static String of(Tenant tenant, UserModel user, TrustedAttributes attributes) {
        String given = attributes.get(ATTRIBUTE, "");
        return StringUtil.isNotBlank(given) ? given : tenant.ids().format(user.getId());
    }
}
