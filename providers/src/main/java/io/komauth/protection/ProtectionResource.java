package io.komauth.protection;

import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import io.komauth.compat.AdminRealmRequest;

import org.keycloak.util.JsonSerialization;

/** {@code /admin/realms/{realm}/kom-auth/protection}: whether a realm is protected, and protecting it or undoing that in one step. */
public final class ProtectionResource {

    static final String PATH = "protection";

    private final AdminRealmRequest request;

    ProtectionResource(AdminRealmRequest request) {
        this.request = request;
    }

    @GET
    @Path(PATH)
    public Response state() {
        request.requireView();
        return json(Response.Status.OK.getStatusCode(), new RealmProtection(request).report());
    }

    /** @param body which parts, such as {@code {"directGrant": false}}; a part that it does not name is protected */
    @POST
    @Path(PATH)
    public Response protect(String body, @Context UriInfo uri) {
        request.requireManage();
        return answer(() -> new RealmProtection(request)
                .protect(ProtectionRequest.ofBody(body, uri.getQueryParameters())));
    }

    @DELETE
    @Path(PATH)
    public Response undo(@Context UriInfo uri) {
        request.requireManage();
        return answer(() -> new RealmProtection(request).undo(ProtectionRequest.ofQuery(uri.getQueryParameters())));
    }

    private static Response answer(Supplier<ProtectionReport> change) {
        try {
            return json(Response.Status.OK.getStatusCode(), change.get());
        } catch (ProtectionRefusal e) {
            return json(e.status(), Map.of("errorMessage", e.getMessage()));
        }
    }

    private static Response json(int status, Object entity) {
        try {
            return Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .entity(JsonSerialization.writeValueAsString(entity)).build();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
