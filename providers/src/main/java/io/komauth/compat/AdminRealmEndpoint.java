package io.komauth.compat;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ServiceLoader;

import com.google.auto.service.AutoService;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProvider;
import org.keycloak.services.resources.admin.ext.AdminRealmResourceProviderFactory;

/**
 * Mounts our {@link AdminRealmResource} below {@code /admin/realms/{realm}/kom-auth/}. The provider is a proxy, since a parameter's
 * type has another name on Keycloak 26.2 than from 26.3 on.
 *
 * <p>Leans on: {@link AdminRealmResourceProvider}, whose one method has the session, the realm, the permissions and the events.
 * Since: Keycloak 26.2. Test: {@code ProtectionIT}.
 */
@AutoService(AdminRealmResourceProviderFactory.class)
public final class AdminRealmEndpoint implements AdminRealmResourceProviderFactory {

    /** The first part of its paths. */
    public static final String ID = "kom-auth";

    private AdminRealmResource resource;

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public AdminRealmResourceProvider create(KeycloakSession session) {
        return (AdminRealmResourceProvider) Proxy.newProxyInstance(AdminRealmEndpoint.class.getClassLoader(),
                new Class<?>[] {AdminRealmResourceProvider.class}, this::call);
    }

    private Object call(Object proxy, Method method, Object... arguments) {
        return switch (method.getName()) {
            case "getResource" -> resource.of(new AdminRealmRequest((KeycloakSession) arguments[0], (RealmModel) arguments[1],
                    method.getParameterTypes()[2], arguments[2], (AdminEventBuilder) arguments[3]));
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == arguments[0];
            case "toString" -> getId();
            default -> null;
        };
    }

    @Override
    public void init(Config.Scope config) {
        resource = ServiceLoader.load(AdminRealmResource.class, AdminRealmEndpoint.class.getClassLoader()).findFirst().orElseThrow();
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        resource.postInit(factory);
    }

    @Override
    public void close() {
    }
}
