package io.komauth.protection;

import com.google.auto.service.AutoService;

import io.komauth.compat.AdminRealmRequest;
import io.komauth.compat.AdminRealmResource;

/** Serves {@link ProtectionResource} in the Admin REST API of every realm. */
@AutoService(AdminRealmResource.class)
public final class ProtectionEndpoint implements AdminRealmResource {

    @Override
    public Object of(AdminRealmRequest request) {
        return new ProtectionResource(request);
    }
}
