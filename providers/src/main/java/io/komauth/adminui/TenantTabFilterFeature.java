package io.komauth.adminui;

import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;

import io.komauth.compat.Endpoints;

/** Lets {@link TenantTabFilter} see the answers about components, and no others. */
@Provider
public final class TenantTabFilterFeature implements DynamicFeature {

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        if (Endpoints.isOfComponents(resource)) {
            context.register(new TenantTabReader());
            context.register(new TenantTabFilter());
        }
    }
}
