package io.komauth.adminui;

import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;

import io.komauth.compat.Endpoints;

/** Lets {@link StepSettingsInterceptor} see the configurations of steps, and nothing else. */
@Provider
public final class StepSettingsFeature implements DynamicFeature {

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        if (Endpoints.isOfStepConfigurations(resource)) {
            context.register(new StepSettingsInterceptor());
        }
    }
}
