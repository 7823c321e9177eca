package io.komauth.loginapi;

import java.io.IOException;
import java.io.InputStream;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

import io.komauth.compat.RequestBodies;

import org.keycloak.models.KeycloakSession;

/**
 * Takes the body before the server does: that would read a form of any size by itself, before any method of ours, and answer
 * a malformed one by an internal error.
 */
@Provider
@LoginApiCall
public final class BodyLimitFilter implements ContainerRequestFilter {

    /** Bytes that a body may have. */
    static final int LIMIT = RequestBodies.LIMIT;

    private static final String BODY = BodyLimitFilter.class.getName() + ".body";

    @Context
    KeycloakSession session;

    @Override
    public void filter(ContainerRequestContext request) {
        byte[] body = read(request.getEntityStream());
        session.setAttribute(BODY, body);
        request.setEntityStream(InputStream.nullInputStream());
    }

    /**
     * @return the request's body, of at most one byte more than {@value #LIMIT}; {@code null} if it broke off
     * @throws LoginApiException if it has taken too long, or has no length by HTTP/2
     */
    static byte[] body(KeycloakSession session) {
        if (RequestBodies.result() == RequestBodies.Result.TIMED_OUT) {
            throw new LoginApiException(LoginApiRefusal.TIMED_OUT, Integer.toString(RequestBodies.DEADLINE));
        }
        if (RequestBodies.result() == RequestBodies.Result.LENGTH_REQUIRED) {
            throw new LoginApiException(LoginApiRefusal.LENGTH_REQUIRED);
        }
        return session.getAttribute(BODY, byte[].class);
    }

    /** Clients go away, and some send chunks that are none: nothing that an operator could mend. */
    private static byte[] read(InputStream body) {
        try {
            byte[] bytes = body.readNBytes(LIMIT + 1);
            return RequestBodies.result() == RequestBodies.Result.TRUNCATED ? null : bytes;
        } catch (IOException truncated) {
            return null;
        }
    }
}
