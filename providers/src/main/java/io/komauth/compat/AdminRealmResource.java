package io.komauth.compat;

import org.keycloak.models.KeycloakSessionFactory;

/**
 * A resource of ours in the Admin REST API, which {@link AdminRealmEndpoint} finds as a Java service.
 *
 * <p>Leans on: nothing but {@link AdminRealmEndpoint}. Since: Keycloak 26.2. Test: {@code ProtectionIT}.
 */
public interface AdminRealmResource {

    /** @return a JAX-RS resource for this request */
    Object of(AdminRealmRequest request);

    /** Called once, when all providers of the server are there. */
    void postInit(KeycloakSessionFactory factory);
}
