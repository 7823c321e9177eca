package io.komauth.legacy;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import io.komauth.captcha.CaptchaForm;
import io.komauth.password.Md5Passwords;

import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.protocol.oidc.endpoints.TokenEndpoint;
import org.keycloak.representations.AccessTokenResponse;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;

/** A login by the documented API: Keycloak's token endpoint does it, asked and answering in other words. */
final class DocumentedLogin {

    private static final String FINGERPRINT = Members.FINGERPRINT;

    private final KeycloakSession session;
    private final KeycloakContext context;

    DocumentedLogin(KeycloakSession session) {
        this.session = session;
        this.context = session.getContext();
    }

    /**
     * @throws RefusedException        if Keycloak need not be asked
     * @throws WebApplicationException if Keycloak refuses
     */
    Response process() {
        TokenRequest request = TokenRequest.read(session);
        RealmModel realm = request.tenant().realm();
        context.setRealm(realm);
        ReportedEvent event = new ReportedEvent(realm, session, context.getConnection());
        event.event(EventType.LOGIN);
        request.fingerprint().ifPresent(fingerprint -> event.detail(FINGERPRINT, fingerprint));
        context.setHttpRequest(new TokenEndpointRequest(context.getHttpRequest(), form(request, event)));
        CaptchaForm.acceptForAnyTenant(session);
        if (Md5Passwords.areKeptBy(session, realm)) {
            Md5Passwords.expect(session);
        }
        Response response = ask(event);
        if (response.getEntity() instanceof AccessTokenResponse tokens) {
            request.fingerprint().ifPresent(fingerprint -> remember(realm, tokens, fingerprint));
            return Response.fromResponse(response).entity(TokenAnswer.of(tokens)).build();
        }
        return refusal(response, event);
    }

    private static MultivaluedMap<String, String> form(TokenRequest request, EventBuilder event) {
        try {
            return request.form();
        } catch (RefusedException e) {
            event.error(e.refusal().error());
            throw e;
        }
    }

    private Response ask(ReportedEvent event) {
        boolean isJudged = false;
        try {
            Response response = new TokenEndpoint(session, new TokenManager(), event).processGrantRequest();
            isJudged = true;
            return response;
        } catch (WebApplicationException e) {
            isJudged = true;
            if (event.reportedError() == null) {
                event.error(Errors.INVALID_REQUEST);
            }
            throw new WebApplicationException(refusal(e.getResponse(), event));
        } finally {
            if (!isJudged) {
                event.error(Refusal.UNAVAILABLE.error());
            }
        }
    }

    private Response refusal(Response response, ReportedEvent event) {
        KeycloakRefusal refusal = KeycloakRefusal.of(response, event.reportedError());
        String text = Texts.of(session, refusal.messageKey(), refusal.error());
        return Response.fromResponse(response)
                .status(refusal.documentedStatus())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new OAuth2ErrorRepresentation(refusal.error(), text))
                .build();
    }

    private void remember(RealmModel realm, AccessTokenResponse tokens, String fingerprint) {
        UserSessionModel userSession = session.sessions().getUserSession(realm, tokens.getSessionState());
        if (userSession != null) {
            userSession.setNote(FINGERPRINT, fingerprint);
        }
    }
}
