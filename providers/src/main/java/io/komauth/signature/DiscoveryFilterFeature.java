package io.komauth.signature;

import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;

/** Lets {@link DiscoveryFilter} see the answers of Keycloak's discovery, and no others. */
@Provider
public final class DiscoveryFilterFeature implements DynamicFeature {

    /** Of Keycloak's resources, both below a realm's address and below the server's (RFC 8414, 3.1). */
    private static final String METHOD = "getWellKnown";

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        if (resource.getResourceMethod().getName().equals(METHOD)) {
            context.register(new DiscoveryFilter());
        }
    }
}
