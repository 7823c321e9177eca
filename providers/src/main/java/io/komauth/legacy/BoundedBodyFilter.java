package io.komauth.legacy;

import java.io.IOException;
import java.io.InputStream;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Takes the body before the server does: that would read a form of any size by itself, before any method of ours, and answer
 * a malformed one by an internal error.
 */
@Provider
@DocumentedCall
public final class BoundedBodyFilter implements ContainerRequestFilter {

    /** Bytes that a body may have. */
    static final int LIMIT = 64 * 1024;

    private static final String BODY = BoundedBodyFilter.class.getName() + ".body";
    private static final String MULTIPART = "multipart/";

    @Context
    KeycloakSession session;

    @Override
    public void filter(ContainerRequestContext request) {
        byte[] body = read(request.getEntityStream());
        session.setAttribute(BODY, body);
        request.setEntityStream(InputStream.nullInputStream());
        String type = request.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE);
        if (type != null && isMalformed(type)) {
            // Keycloak reads it again when it answers, and fails
            request.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
        } else if (type != null && isMultipart(type) && request.getMethod().equals(HttpMethod.POST)) {
            request.abortWith(answer(request.getUriInfo().getPath(), body));
        }
    }

    /** @return the request's body, of at most one byte more than {@value #LIMIT}; {@code null} if it broke off */
    static byte[] body(KeycloakSession session) {
        return session.getAttribute(BODY, byte[].class);
    }

    /** Clients go away, and some send chunks that are none: nothing that an operator could mend. */
    private static byte[] read(InputStream body) {
        try {
            return body.readNBytes(LIMIT + 1);
        } catch (IOException brokenOff) {
            return null;
        }
    }

    private static boolean isMalformed(String type) {
        try {
            MediaType.valueOf(type);
            return false;
        } catch (IllegalArgumentException malformed) {
            return true;
        }
    }

    private static boolean isMultipart(String type) {
        return type.strip().regionMatches(true, 0, MULTIPART, 0, MULTIPART.length());
    }

    /** Here, as the server's own parser cannot be kept from what is left of such a body, and fails for it. */
    private Response answer(String path, byte[] body) {
        return KeycloakModelUtils.runJobInTransactionWithResult(session.getKeycloakSessionFactory(), own -> {
            own.setAttribute(BODY, body);
            LoginApi api = new LoginApi(own);
            return path.contains("/" + LoginApiResource.LOGOUT) ? api.logout() : api.token();
        });
    }
}
