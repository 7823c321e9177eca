package io.komauth.loginapi;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

import io.komauth.bruteforce.AddressLock;
import io.komauth.captcha.CaptchaRefusal;
import io.komauth.compat.KeycloakTokenEndpoint;
import io.komauth.password.PasswordRefusal;
import io.komauth.signature.SharedKey;

import org.keycloak.OAuthErrorException;
import org.keycloak.events.Errors;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;

/**
 * What Keycloak's token endpoint has refused.
 *
 * @param status      of Keycloak's response
 * @param error       of the response (RFC 6749, 5.2)
 * @param description Keycloak's own text, in English
 * @param eventError  of the event, by which an operator finds the reason; {@code null} where there is none
 */
record KeycloakRefusal(int status, String error, String description, String eventError) {

    private static final String NOT_ALLOWED = "komAuthLoginApiNotAllowed";

    /** Keycloak checks the origin of a browser's request from 26.5 on, and answers without a body. */
    private static final String FOREIGN_ORIGIN = "Invalid origin";

    /** Where the event does not tell. Of a disabled account Keycloak speaks only where the password was right. */
    private static final Map<String, String> BY_DESCRIPTION = Stream.of(
            Arrays.stream(CaptchaRefusal.values()).map(refusal -> Map.entry(refusal.description(), refusal.messageKey())),
            Arrays.stream(PasswordRefusal.values()).map(refusal -> Map.entry(refusal.description(), refusal.messageKey())),
            Stream.of(Map.entry(AddressLock.DENIED, AddressLock.MESSAGE_KEY),
                    Map.entry(KeycloakTokenEndpoint.USER_DISABLED, "komAuthLoginApiUserDisabled"),
                    Map.entry(KeycloakTokenEndpoint.HTTPS_REQUIRED, "komAuthLoginApiHttps"),
                    Map.entry(FOREIGN_ORIGIN, LoginApiRefusal.ORIGIN.messageKey()),
                    Map.entry(SharedKey.MISSING, "komAuthLoginApiSigningKey")))
            .flatMap(entries -> entries).collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private static final Map<String, String> BY_EVENT = Map.of(
            Errors.RESOLVE_REQUIRED_ACTIONS, "komAuthLoginApiNotSetUp",
            Errors.INVALID_TOKEN, "komAuthLoginApiRefreshToken",
            Errors.NOT_ALLOWED, NOT_ALLOWED,
            Errors.CONSENT_DENIED, NOT_ALLOWED);

    private static final Map<String, String> BY_ERROR = Map.of(
            OAuthErrorException.INVALID_GRANT, "komAuthLoginApiCredentials",
            OAuthErrorException.INVALID_CLIENT, NOT_ALLOWED,
            OAuthErrorException.UNAUTHORIZED_CLIENT, NOT_ALLOWED,
            OAuthErrorException.INVALID_SCOPE, "komAuthLoginApiScope",
            OAuthErrorException.TEMPORARILY_UNAVAILABLE, LoginApiRefusal.UNAVAILABLE.messageKey(),
            KeycloakTokenEndpoint.REALM_DISABLED, "komAuthLoginApiTenantDisabled");

    static KeycloakRefusal of(Response response, String eventError) {
        if (response.getStatus() >= Status.INTERNAL_SERVER_ERROR.getStatusCode()) {
            return new KeycloakRefusal(LoginApiRefusal.UNAVAILABLE.status().getStatusCode(), LoginApiRefusal.UNAVAILABLE.error(),
                    null, eventError);
        }
        if (response.getEntity() instanceof OAuth2ErrorRepresentation refusal) {
            return new KeycloakRefusal(response.getStatus(), refusal.getError(), refusal.getErrorDescription(), eventError);
        }
        boolean client = response.getStatus() == Status.UNAUTHORIZED.getStatusCode();
        return new KeycloakRefusal(response.getStatus(),
                client ? OAuthErrorException.INVALID_CLIENT : OAuthErrorException.INVALID_REQUEST,
                isOfOrigin(response) ? FOREIGN_ORIGIN : null, eventError);
    }

    /** @return whether the client does not allow the origin that a browser has sent */
    static boolean isOfOrigin(Response response) {
        return response.getStatus() == Status.FORBIDDEN.getStatusCode()
                && !(response.getEntity() instanceof OAuth2ErrorRepresentation);
    }

    /**
     * As the newest Keycloak has it, on every server: some before 26.6 say 401 to a wrong password, which front ends of the
     * documented API take for "log in again".
     */
    int apiStatus() {
        if (isClientError()) {
            return Status.UNAUTHORIZED.getStatusCode();
        }
        return status == Status.UNAUTHORIZED.getStatusCode() ? Status.BAD_REQUEST.getStatusCode() : status;
    }

    /** @return the key of the text in the message bundles */
    String messageKey() {
        if (isClientError()) {
            return "komAuthLoginApiClient";
        }
        return Optional.ofNullable(description).map(BY_DESCRIPTION::get)
                .or(() -> Optional.ofNullable(eventError).map(BY_EVENT::get))
                .orElseGet(() -> BY_ERROR.getOrDefault(error, "komAuthLoginApiRefused"));
    }

    /** Whether the client could not be authenticated; to one that names itself nowhere, Keycloak says 400. */
    private boolean isClientError() {
        boolean client = OAuthErrorException.INVALID_CLIENT.equals(error)
                || OAuthErrorException.UNAUTHORIZED_CLIENT.equals(error);
        return client && (status == Status.UNAUTHORIZED.getStatusCode() || KeycloakTokenEndpoint.NO_CLIENT.equals(description));
    }
}
