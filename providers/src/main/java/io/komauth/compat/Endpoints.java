package io.komauth.compat;

import java.util.Set;

import jakarta.ws.rs.container.ResourceInfo;

import org.keycloak.services.resources.admin.AuthenticationManagementResource;
import org.keycloak.services.resources.admin.ComponentResource;

/**
 * Endpoints of Keycloak's whose responses we change, for filters that are bound to them.
 *
 * <p>Leans on: the names of methods of Keycloak's REST resources; a filter that finds its method no more is silent. Since:
 * Keycloak 26.2. Test: {@code TenantTabApiIT} for components, {@code SharedSignatureIT} for discovery,
 * {@code MisplacedStepsIT} for configurations.
 */
public final class Endpoints {

    /** Lists types of components; its query has a type, too. */
    private static final String COMPONENT_TYPES = "getSubcomponentConfig";

    /** Both below a realm's URL and below the server's (RFC 8414, 3.1). */
    private static final String WELL_KNOWN = "getWellKnown";

    private static final Set<String> STEP_CONFIGURATIONS = Set.of("newExecutionConfig", "updateAuthenticatorConfig");

    private Endpoints() {
    }

    /** @return whether it is one of the Admin REST API that returns components */
    public static boolean isOfComponents(ResourceInfo endpoint) {
        return endpoint.getResourceClass() == ComponentResource.class
                && !endpoint.getResourceMethod().getName().equals(COMPONENT_TYPES);
    }

    /** @return whether it is one of the Admin REST API that stores the configuration of a step */
    public static boolean isOfStepConfigurations(ResourceInfo endpoint) {
        return endpoint.getResourceClass() == AuthenticationManagementResource.class
                && STEP_CONFIGURATIONS.contains(endpoint.getResourceMethod().getName());
    }

    /** @return whether it returns discovery documents */
    public static boolean isOfDiscovery(ResourceInfo endpoint) {
        return endpoint.getResourceMethod().getName().equals(WELL_KNOWN);
    }
}
