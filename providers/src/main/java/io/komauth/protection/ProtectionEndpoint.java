package io.komauth.protection;

import com.google.auto.service.AutoService;

import io.komauth.compat.AdminRealmRequest;
import io.komauth.compat.AdminRealmResource;

import org.keycloak.models.KeycloakSessionFactory;

/** Serves {@link ProtectionResource} in the Admin REST API of every realm, and has the realms checked at startup. */
@AutoService(AdminRealmResource.class)
public final class ProtectionEndpoint implements AdminRealmResource {

    @Override
    public Object of(AdminRealmRequest request) {
        return new ProtectionResource(request);
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        StartupCheck.register(factory);
    }
}
