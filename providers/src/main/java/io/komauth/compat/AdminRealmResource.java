package io.komauth.compat;

/**
 * A resource of ours in the Admin REST API, which {@link AdminRealmEndpoint} finds as a Java service.
 *
 * <p>Leans on: nothing but {@link AdminRealmEndpoint}. Since: Keycloak 26.2. Test: {@code ProtectionIT}.
 */
@FunctionalInterface
public interface AdminRealmResource {

    /** @return a JAX-RS resource for this request */
    Object of(AdminRealmRequest request);
}
