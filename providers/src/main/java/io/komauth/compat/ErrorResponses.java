package io.komauth.compat;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

import org.keycloak.services.CorsErrorResponseException;
import org.keycloak.services.ErrorResponse;
import org.keycloak.services.ErrorResponseException;
import org.keycloak.services.cors.Cors;

/**
 * Exceptions that end a request by an OAuth 2.0 error (RFC 6749, 5.2), with Keycloak's transaction rolled back.
 *
 * <p>Leans on: {@link CorsErrorResponseException} and {@link ErrorResponseException}, and that Keycloak's error handler lets them
 * through. Since: Keycloak 26.2. Test: {@code CaptchaGrantRefusalsIT} and
 * {@code MisplacedStepsIT}.
 */
public final class ErrorResponses {

    private ErrorResponses() {
    }

    /** @param cors which origins may read the response */
    public static WebApplicationException of(Cors cors, String error, String description, Response.Status status) {
        return new CorsErrorResponseException(cors, error, description, status);
    }

    /** An error of the Admin REST API, whose text the Admin Console shows. */
    public static WebApplicationException ofAdminApi(String message, Response.Status status) {
        return ErrorResponse.error(message, status);
    }

    /** An error that no page of another origin may read. */
    public static WebApplicationException of(String error, String description, Response.Status status) {
        return new ErrorResponseException(error, description, status);
    }
}
