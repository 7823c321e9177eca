package io.komauth.loginapi;

import java.util.Optional;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.komauth.compat.ClientSessions;
import io.komauth.http.ApiCors;

import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;

/**
 * A logout by the login API. It always succeeds: front ends of that family forget their tokens only then, and with a
 * token that is worth nothing there is nothing to end.
 */
final class LoginApiLogout {

    private final KeycloakSession session;
    private final KeycloakContext context;

    LoginApiLogout(KeycloakSession session) {
        this.session = session;
        this.context = session.getContext();
    }

    Response process() {
        Response.ResponseBuilder done = Response.ok(LogoutResponse.DONE, MediaType.APPLICATION_JSON_TYPE);
        Optional<BearerToken> token = BearerToken.in(session);
        if (token.isPresent() && !RequestOrigin.isAllowedBy(session, token.get().client())) {
            event(token.get()).detail(RequestOrigin.DETAIL, RequestOrigin.shown(session)).error(Errors.INVALID_REQUEST);
            return done.build();
        }
        token.ifPresent(this::end);
        return ApiCors.anyOrigin().add(done);
    }

    private void end(BearerToken token) {
        EventBuilder event = event(token);
        ClientSessions.logOut(session, token.userSession());
        event.success();
    }

    private EventBuilder event(BearerToken token) {
        UserSessionModel userSession = token.userSession();
        return new EventBuilder(context.getRealm(), session, context.getConnection()).event(EventType.LOGOUT)
                .client(token.client()).user(userSession.getUser()).session(userSession);
    }
}
