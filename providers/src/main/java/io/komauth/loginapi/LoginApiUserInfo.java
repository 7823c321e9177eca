package io.komauth.loginapi;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.komauth.compat.TokenResponseMappers;
import io.komauth.http.ApiCors;

import org.keycloak.common.util.Time;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.representations.AccessTokenResponse;

/** Who is logged in, by the login API. It reads only: a session that nothing else uses expires all the same. */
final class LoginApiUserInfo {

    private final KeycloakSession session;
    private final KeycloakContext context;

    LoginApiUserInfo(KeycloakSession session) {
        this.session = session;
        this.context = session.getContext();
    }

    /** @throws LoginApiException if the request carries no token of a session that goes on, or comes from another origin */
    Response process() {
        BearerToken token = BearerToken.in(session).filter(BearerToken::isActive)
                .orElseThrow(() -> new LoginApiException(LoginApiRefusal.TOKEN));
        context.setClient(token.client());
        UserModel user = token.userSession().getUser();
        EventBuilder event = new EventBuilder(context.getRealm(), session, context.getConnection())
                .event(EventType.USER_INFO_REQUEST).client(token.client()).user(user).session(token.userSession())
                .detail(Details.USERNAME, user.getUsername()).detail(Details.AUTH_METHOD, Details.VALIDATE_ACCESS_TOKEN);
        if (!RequestOrigin.isAllowedBy(session, token.client())) {
            event.detail(RequestOrigin.DETAIL, RequestOrigin.shown(session)).error(Errors.INVALID_REQUEST);
            throw new LoginApiException(LoginApiRefusal.ORIGIN, RequestOrigin.shown(session), token.client().getClientId());
        }
        Response response = ApiCors.anyOrigin().add(Response.ok(UserInfoResponse.of(members(token)),
                MediaType.APPLICATION_JSON_TYPE).header(HttpHeaders.CACHE_CONTROL, "no-store"));
        event.success();
        return response;
    }

    private AccessTokenResponse members(BearerToken token) {
        AccessTokenResponse response = TokenResponseMappers.of(session, token.clientSession());
        response.setExpiresIn(token.claims().getExp() - Time.currentTime());
        response.setOtherClaims(TokenResponse.TOKEN_ID, token.claims().getId());
        return response;
    }
}
