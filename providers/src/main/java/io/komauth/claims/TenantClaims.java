package io.komauth.claims;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.komauth.password.PasswordState;
import io.komauth.tenant.Tenant;

import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.utils.StringUtil;

/**
 * The claims of one user in one tenant. They are gathered once for all tokens of a request, since that takes a pass over
 * the user's attributes, roles and credentials.
 */
final class TenantClaims {

    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final Map<String, Object> common;
    private final List<String> authorities;
    private final Optional<Instant> passwordLastUpdate;
    private final ZoneId zone;

    private TenantClaims(Map<String, Object> common, List<String> authorities, Optional<Instant> passwordLastUpdate,
            ZoneId zone) {
        this.common = common;
        this.authorities = authorities;
        this.passwordLastUpdate = passwordLastUpdate;
        this.zone = zone;
    }

    static TenantClaims of(KeycloakSession session, UserSessionModel userSession, ClientSessionContext clientSession) {
        TenantClaims claims = clientSession.getAttribute(TenantClaims.class.getName(), TenantClaims.class);
        if (claims == null) {
            claims = collect(session, userSession, clientSession);
            clientSession.setAttribute(TenantClaims.class.getName(), claims);
        }
        return claims;
    }

    private static TenantClaims collect(KeycloakSession session, UserSessionModel userSession,
            ClientSessionContext clientSession) {
        RealmModel realm = userSession.getRealm();
        Tenant tenant = new Tenant(realm);
        UserModel user = userSession.getUser();
        TrustedAttributes attributes = TrustedAttributes.of(session, user);
        AssignedRoles roles = AssignedRoles.of(realm, user, tenant.ids());
        List<String> roleIds = roles.roleIds();
        PasswordState password = PasswordState.of(realm, user);
        String realName = attributes.get("real_name", fullName(user));

        Map<String, Object> claims = new HashMap<>();
        claims.put("tenant_id", tenant.id());
        claims.put("tenant_name", tenant.name());
        claims.put("license", tenant.license());
        claims.put("client_id", clientSession.getClientSession().getClient().getClientId());
        claims.put("user_name", user.getUsername());
        claims.put("account", user.getUsername());
        claims.put("user_id", UserIdClaim.of(tenant, user, attributes));
        claims.put("real_name", realName);
        claims.put("nick_name", attributes.get("nick_name", realName));
        claims.put("role_id", String.join(",", roleIds));
        claims.put("role_name", attributes.get("role_name", String.join(",", roles.roleNames())));
        claims.put("dept_id", attributes.get("dept_id", ""));
        claims.put("post_id", attributes.get("post_id", ""));
        claims.put("oauth_id", attributes.get("oauth_id", BrokeredIdentity.id(session, realm, userSession).orElse("")));
        claims.put("password_expired", password.expired());
        return new TenantClaims(claims, roleIds, password.lastUpdate(), tenant.zone());
    }

    /** As a token has them: dates as milliseconds since the epoch, and nothing where there is none. */
    void addToToken(Map<String, Object> claims) {
        claims.putAll(common);
        claims.put("authorities", authorities);
        passwordLastUpdate.ifPresent(date -> claims.put("password_last_update_date", date.toEpochMilli()));
    }

    /** As a token response has them: dates as text in the tenant's time zone, empty where there is none. */
    void addToResponse(Map<String, Object> claims) {
        claims.putAll(common);
        claims.put("password_last_update_date",
                passwordLastUpdate.map(date -> DATE_TIME.format(date.atZone(zone))).orElse(""));
    }

    private static String fullName(UserModel user) {
        String fullName = (nullToEmpty(user.getFirstName()) + " " + nullToEmpty(user.getLastName())).strip();
        return StringUtil.isBlank(fullName) ? user.getUsername() : fullName;
    }

    private static String nullToEmpty(String text) {
        return text == null ? "" : text;
    }
}
