package io.komauth.loginapi;

import java.util.Optional;
import java.util.Set;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.komauth.compat.ClientSessions;
import io.komauth.http.ApiCors;

import org.keycloak.common.util.UriUtils;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.cors.Cors;

/**
 * A logout by the login API. It always succeeds: front ends of that family forget their tokens only then, and with a
 * token that is worth nothing there is nothing to end.
 */
final class LoginApiLogout {

    private static final String ANY = "*";

    private final KeycloakSession session;
    private final KeycloakContext context;

    LoginApiLogout(KeycloakSession session) {
        this.session = session;
        this.context = session.getContext();
    }

    Response process() {
        Response.ResponseBuilder done = Response.ok(LogoutResponse.DONE, MediaType.APPLICATION_JSON_TYPE);
        Optional<BearerToken> token = BearerToken.in(session);
        if (token.isPresent() && !comesFromAnOriginOf(token.get().client())) {
            return done.build();
        }
        token.ifPresent(this::end);
        return ApiCors.anyOrigin().add(done);
    }

    private void end(BearerToken token) {
        UserSessionModel userSession = token.userSession();
        EventBuilder event = new EventBuilder(context.getRealm(), session, context.getConnection()).event(EventType.LOGOUT)
                .client(token.client()).user(userSession.getUser()).session(userSession);
        ClientSessions.logOut(session, userSession);
        event.success();
    }

    /** As Keycloak's own endpoints have it: a page of any other origin must not use the tokens of this client. */
    private boolean comesFromAnOriginOf(ClientModel client) {
        String origin = context.getRequestHeaders().getHeaderString(Cors.ORIGIN_HEADER);
        if (origin == null || origin.equals(UriUtils.getOrigin(context.getUri().getRequestUri()))) {
            return true;
        }
        Set<String> allowed = ClientSessions.webOrigins(session, client);
        return allowed.contains(origin) || allowed.contains(ANY);
    }
}
