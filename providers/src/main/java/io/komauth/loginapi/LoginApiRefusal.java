package io.komauth.loginapi;

import jakarta.ws.rs.core.Response.Status;

import org.keycloak.OAuthErrorException;

/**
 * The errors of the login API itself, before Keycloak is asked. Only {@link #TOKEN} is 401: a front end of that family takes that
 * for "log in again".
 */
enum LoginApiRefusal {

    TIMED_OUT(Status.REQUEST_TIMEOUT, OAuthErrorException.INVALID_REQUEST, "komAuthLoginApiTooSlow"),
    LENGTH_REQUIRED(Status.LENGTH_REQUIRED, OAuthErrorException.INVALID_REQUEST, "komAuthLoginApiLength"),
    TOO_LARGE(Status.REQUEST_ENTITY_TOO_LARGE, OAuthErrorException.INVALID_REQUEST, "komAuthLoginApiTooLarge"),
    MEDIA_TYPE(Status.UNSUPPORTED_MEDIA_TYPE, OAuthErrorException.INVALID_REQUEST, "komAuthLoginApiMediaType"),
    CONTENT_ENCODING(Status.UNSUPPORTED_MEDIA_TYPE, OAuthErrorException.INVALID_REQUEST, "komAuthLoginApiEncoding"),
    MALFORMED(Status.BAD_REQUEST, OAuthErrorException.INVALID_REQUEST, "komAuthLoginApiMalformed"),
    FILE(Status.BAD_REQUEST, OAuthErrorException.INVALID_REQUEST, "komAuthLoginApiFile"),
    QUERY(Status.BAD_REQUEST, OAuthErrorException.INVALID_REQUEST, "komAuthLoginApiQuery"),
    CHARACTERS(Status.BAD_REQUEST, OAuthErrorException.INVALID_REQUEST, "komAuthLoginApiCharacters"),
    TENANT(Status.BAD_REQUEST, OAuthErrorException.INVALID_REQUEST, "komAuthLoginApiTenant"),
    TENANT_DISABLED(Status.FORBIDDEN, "access_denied", "komAuthLoginApiTenantDisabled"),
    MISSING(Status.BAD_REQUEST, OAuthErrorException.INVALID_REQUEST, "komAuthLoginApiMissing"),
    GRANT_TYPE(Status.BAD_REQUEST, OAuthErrorException.UNSUPPORTED_GRANT_TYPE, "komAuthLoginApiGrantType"),
    SCOPE(Status.BAD_REQUEST, OAuthErrorException.INVALID_REQUEST, "komAuthLoginApiScope"),
    ORIGIN(Status.FORBIDDEN, OAuthErrorException.INVALID_REQUEST, "komAuthLoginApiOrigin"),
    TOKEN(Status.UNAUTHORIZED, OAuthErrorException.INVALID_TOKEN, "komAuthLoginApiToken"),

    /** Nothing that the client can mend: what Keycloak depends on fails. */
    UNAVAILABLE(Status.BAD_REQUEST, OAuthErrorException.TEMPORARILY_UNAVAILABLE, "komAuthLoginApiUnavailable");

    private final Status status;
    private final String error;
    private final String messageKey;

    LoginApiRefusal(Status status, String error, String messageKey) {
        this.status = status;
        this.error = error;
        this.messageKey = messageKey;
    }

    Status status() {
        return status;
    }

    /** @return the {@code error} of the response */
    String error() {
        return error;
    }

    /** @return the key of the text in the message bundles */
    String messageKey() {
        return messageKey;
    }
}
