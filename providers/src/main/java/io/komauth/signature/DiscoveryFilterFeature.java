package io.komauth.signature;

import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;

import io.komauth.compat.Endpoints;

/** Lets {@link DiscoveryFilter} see the answers of Keycloak's discovery, and no others. */
@Provider
public final class DiscoveryFilterFeature implements DynamicFeature {

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        if (Endpoints.isOfDiscovery(resource)) {
            context.register(new DiscoveryFilter());
        }
    }
}
