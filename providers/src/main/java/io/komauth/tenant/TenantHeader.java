package io.komauth.tenant;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import jakarta.ws.rs.core.HttpHeaders;

import org.keycloak.models.RealmModel;

/** The header by which clients of the documented API name their tenant, in either of its spellings. */
public final class TenantHeader {

    /** Header names are compared without regard to case. */
    public static final List<String> NAMES = List.of("tenantId", "Tenant-Id");

    private TenantHeader() {
    }

    /** @return whether a tenant header is there that names another realm than the one the request was sent to */
    public static boolean namesAnother(HttpHeaders headers, RealmModel realm) {
        return values(headers).anyMatch(value -> !value.equals(realm.getName()));
    }

    /** @return every value of every tenant header that is there */
    public static Stream<String> values(HttpHeaders headers) {
        return NAMES.stream().map(headers::getRequestHeader).filter(Objects::nonNull).flatMap(List::stream);
    }
}
