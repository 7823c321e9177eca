package io.komauth.compat;

import java.util.stream.Stream;

import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.TokenManager;

/**
 * The client scopes of a login, before there is a token.
 *
 * <p>Leans on: {@link TokenManager}. Since: Keycloak 26.2. Test: {@code AllowExpiredPasswordIT}.
 */
public final class RequestedScopes {

    private RequestedScopes() {
    }

    /**
     * @param scope the parameter of that name; may be {@code null}
     * @return the client's default scopes, the optional ones that are requested, and the client itself
     */
    public static Stream<ClientScopeModel> of(KeycloakSession session, String scope, ClientModel client, UserModel user) {
        return TokenManager.getRequestedClientScopes(session, scope, client, user);
    }
}
