package io.komauth.compat;

import org.keycloak.OAuth2Constants;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.representations.AccessTokenResponse;
import org.keycloak.services.util.DefaultClientSessionContext;

/**
 * What protocol mappers say in a token response, without a token.
 *
 * <p>Leans on: {@link TokenManager} and {@link DefaultClientSessionContext}, and the note of client sessions with the scope that
 * the client asked for. Since: Keycloak 26.2. Test: {@code LoginApiUserInfoIT}.
 */
public final class TokenResponseMappers {

    private TokenResponseMappers() {
    }

    /** @return a response with the scope of the session, and what mappers of its client add; it has no tokens */
    public static AccessTokenResponse of(KeycloakSession session, AuthenticatedClientSessionModel clientSession) {
        ClientSessionContext context = DefaultClientSessionContext.fromClientSessionAndScopeParameter(clientSession,
                clientSession.getNote(OAuth2Constants.SCOPE), session);
        AccessTokenResponse response = new AccessTokenResponse();
        response.setScope(context.getScopeString());
        return new TokenManager().transformAccessTokenResponse(session, response, clientSession.getUserSession(), context);
    }
}
