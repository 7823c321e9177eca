package io.komauth.compat;

import java.util.Set;

import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.utils.WebOriginsUtils;
import org.keycloak.services.managers.AuthenticationManager;

/**
 * The sessions of clients, and the pages that may use their tokens.
 *
 * <p>Leans on: {@link AuthenticationManager} for the logout and for what has expired, {@link WebOriginsUtils} for the origins.
 * Since: Keycloak 26.2. Test: {@code LoginApiLogoutIT}, {@code LoginApiUserInfoIT} and {@code LoginApiCorsIT}.
 */
public final class ClientSessions {

    private ClientSessions() {
    }

    /** Ends a user's session, and those of the clients that take part in it, by their backchannel. */
    public static void logOut(KeycloakSession session, UserSessionModel userSession) {
        AuthenticationManager.backchannelLogout(session, userSession, true);
    }

    /** @return whether neither the client's session nor the user's has expired, by the realm's settings and the client's */
    public static boolean isActive(AuthenticatedClientSessionModel clientSession) {
        UserSessionModel userSession = clientSession.getUserSession();
        ClientModel client = clientSession.getClient();
        return AuthenticationManager.isSessionValid(client.getRealm(), userSession)
                && AuthenticationManager.isClientSessionValid(client.getRealm(), client, userSession, clientSession);
    }

    /** @return the origins of the client's pages, {@code *} among them if it allows all */
    public static Set<String> webOrigins(KeycloakSession session, ClientModel client) {
        return WebOriginsUtils.resolveValidWebOrigins(session, client);
    }
}
