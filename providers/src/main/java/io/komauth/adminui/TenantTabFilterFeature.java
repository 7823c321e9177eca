package io.komauth.adminui;

import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;

import org.keycloak.services.resources.admin.ComponentResource;

/** Lets {@link TenantTabFilter} see the answers about components, and no others. */
@Provider
public final class TenantTabFilterFeature implements DynamicFeature {

    /** Keycloak's method that lists types of components; its query has a type, too. */
    private static final String TYPES = "getSubcomponentConfig";

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        if (resource.getResourceClass() == ComponentResource.class
                && !resource.getResourceMethod().getName().equals(TYPES)) {
            context.register(new TenantTabFilter());
        }
    }
}
