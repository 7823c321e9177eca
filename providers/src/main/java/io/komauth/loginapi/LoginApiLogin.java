package io.komauth.loginapi;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import io.komauth.captcha.CaptchaErrorRepresentation;
import io.komauth.captcha.CaptchaParameters;
import io.komauth.compat.KeycloakTokenEndpoint;
import io.komauth.compat.RecordingEventBuilder;
import io.komauth.compat.TokenEndpointRequest;
import io.komauth.password.SentPasswords;

import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.AccessTokenResponse;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;

/** A login by the login API: maps the request to Keycloak's token endpoint, and its response back. */
final class LoginApiLogin {

    private static final String FINGERPRINT = RequestParameters.FINGERPRINT;

    private final KeycloakSession session;
    private final KeycloakContext context;

    LoginApiLogin(KeycloakSession session) {
        this.session = session;
        this.context = session.getContext();
    }

    /**
     * @throws LoginApiException       if Keycloak need not be asked
     * @throws WebApplicationException if Keycloak refuses
     */
    Response process() {
        LoginApiTokenRequest request = LoginApiTokenRequest.read(session);
        RealmModel realm = request.tenant().realm();
        context.setRealm(realm);
        RecordingEventBuilder event = new RecordingEventBuilder(realm, session, context.getConnection());
        event.event(EventType.LOGIN);
        request.fingerprint().ifPresent(fingerprint -> event.detail(FINGERPRINT, fingerprint));
        context.setHttpRequest(TokenEndpointRequest.of(context.getHttpRequest(), form(request, event)));
        OldRefreshTokenGrant.allow(session, request.tenant());
        CaptchaParameters.acceptForAnyTenant(session);
        SentPasswords.expect(session);
        Response response = callTokenEndpoint(event);
        if (response.getEntity() instanceof AccessTokenResponse tokens) {
            request.fingerprint().ifPresent(fingerprint -> storeFingerprint(realm, tokens, fingerprint));
            return Response.fromResponse(response).entity(TokenResponse.of(tokens)).build();
        }
        return refusal(response, event);
    }

    private static MultivaluedMap<String, String> form(LoginApiTokenRequest request, EventBuilder event) {
        try {
            return request.form();
        } catch (LoginApiException e) {
            event.error(e.refusal().error());
            throw e;
        }
    }

    private Response callTokenEndpoint(RecordingEventBuilder event) {
        boolean hasResponse = false;
        try {
            Response response = KeycloakTokenEndpoint.process(session, event);
            hasResponse = true;
            return response;
        } catch (WebApplicationException e) {
            hasResponse = true;
            if (KeycloakRefusal.isOfOrigin(e.getResponse())) {
                // Keycloak itself reports nothing
                event.detail(RequestOrigin.DETAIL, RequestOrigin.shown(session)).error(Errors.INVALID_REQUEST);
            }
            throw new WebApplicationException(refusal(e.getResponse(), event));
        } finally {
            if (!hasResponse) {
                event.error(LoginApiRefusal.UNAVAILABLE.error());
            }
        }
    }

    private Response refusal(Response response, RecordingEventBuilder event) {
        KeycloakRefusal refusal = KeycloakRefusal.of(response, event.reportedError());
        String text = KeycloakRefusal.isOfOrigin(response)
                ? LocalizedMessages.of(session, refusal.messageKey(), RequestOrigin.shown(session),
                        event.getEvent().getClientId())
                : LocalizedMessages.of(session, refusal.messageKey(), refusal.error());
        return Response.fromResponse(response)
                .status(refusal.apiStatus())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(response.getEntity() instanceof CaptchaErrorRepresentation captcha
                        ? captcha.withDescription(text)
                        : new OAuth2ErrorRepresentation(refusal.error(), text))
                .build();
    }

    private void storeFingerprint(RealmModel realm, AccessTokenResponse tokens, String fingerprint) {
        UserSessionModel userSession = session.sessions().getUserSession(realm, tokens.getSessionState());
        if (userSession != null) {
            userSession.setNote(FINGERPRINT, fingerprint);
        }
    }
}
