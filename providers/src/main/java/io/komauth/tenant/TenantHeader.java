package io.komauth.tenant;

import java.util.List;

import jakarta.ws.rs.core.HttpHeaders;

import org.keycloak.models.RealmModel;

/** The header by which clients of the documented API name their tenant, in either of its spellings. */
public final class TenantHeader {

    private static final List<String> NAMES = List.of("tenantId", "Tenant-Id");

    private TenantHeader() {
    }

    /** @return whether a tenant header is there that names another realm than the one the request was sent to */
    public static boolean namesAnother(HttpHeaders headers, RealmModel realm) {
        return NAMES.stream()
                .map(headers::getRequestHeader)
                .anyMatch(values -> values != null && values.stream().anyMatch(value -> !value.equals(realm.getName())));
    }
}
