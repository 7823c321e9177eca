package io.komauth.compat;

import java.lang.reflect.InvocationTargetException;

import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.resources.admin.AdminAuth;
import org.keycloak.services.resources.admin.AdminEventBuilder;

/**
 * A request to the Admin REST API of a realm: who may do what, and the admin events of what was done.
 *
 * <p>Leans on: {@link AdminEventBuilder}, {@link AdminAuth}, and {@code AdminPermissionEvaluator}, which is in another package from
 * Keycloak 26.3 on and is called by reflection therefore. Since: Keycloak 26.2. Tests: {@code ProtectionIT}, {@code TenantTabApiIT}.
 */
public final class AdminRealmRequest {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Class<?> permissionType;
    private final Object permissions;
    private AdminEventBuilder events;

    AdminRealmRequest(KeycloakSession session, RealmModel realm, Class<?> permissionType, Object permissions,
            AdminEventBuilder events) {
        this.session = session;
        this.realm = realm;
        this.permissionType = permissionType;
        this.permissions = permissions;
        this.events = events;
    }

    /**
     * A request to another resource of the Admin REST API, which has authenticated the administrator and checks the permissions by
     * itself.
     */
    public static AdminRealmRequest ofContext(KeycloakSession session) {
        return new AdminRealmRequest(session, session.getContext().getRealm(), null, null, null);
    }

    public KeycloakSession session() {
        return session;
    }

    public RealmModel realm() {
        return realm;
    }

    /** Ends the request with Keycloak's own refusal, 403, unless the administrator may view the realm. */
    public void requireView() {
        require("requireViewRealm");
    }

    /** Ends the request with Keycloak's own refusal, 403, unless the administrator may manage the realm. */
    public void requireManage() {
        require("requireManageRealm");
    }

    /**
     * Records a change as Keycloak's own endpoints do.
     *
     * @param path           of what was changed, below the realm; empty for the realm itself
     * @param representation what the event shows; may be {@code null}
     */
    public void record(OperationType operation, ResourceType type, String path, Object representation) {
        events().clone(session).operation(operation).resource(type).resourcePath(path).representation(representation).success();
    }

    private AdminEventBuilder events() {
        if (events == null) {
            KeycloakContext context = session.getContext();
            UserSessionModel login = context.getUserSession();
            AdminAuth administrator = new AdminAuth(login.getRealm(), (AccessToken) context.getBearerToken(), login.getUser(),
                    context.getClient());
            events = new AdminEventBuilder(realm, administrator, session, context.getConnection());
        }
        return events;
    }

    private void require(String method) {
        try {
            Object ofRealm = permissionType.getMethod("realm").invoke(permissions);
            permissionType.getMethod("realm").getReturnType().getMethod(method).invoke(ofRealm);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
