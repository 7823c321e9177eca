package io.komauth.compat;

import java.util.Optional;

import jakarta.ws.rs.core.Response;

import org.keycloak.OAuth2Constants;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.grants.RefreshTokenGrantType;
import org.keycloak.representations.RefreshToken;
import org.keycloak.services.Urls;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Keycloak's refresh token grant, to which a refresh token of its own making can be given in place of the one that was sent. All
 * the rest is Keycloak's: client policies, sessions, the response.
 *
 * <p>Leans on: {@link RefreshTokenGrantType}, that its fields are set by {@code setContext} and that it reads the token from the
 * form parameters; on how {@code ResourceOwnerPasswordCredentialsGrantType} begins a session. Since: Keycloak 26.2. Test:
 * {@code OldRefreshTokensIT}.
 */
public abstract class RefreshTokenGrant extends RefreshTokenGrantType {

    @Override
    public final Response process(Context context) {
        setContext(context);
        prepare().ifPresent(token -> formParams.putSingle(OAuth2Constants.REFRESH_TOKEN, token));
        return super.process(context);
    }

    /** @return what takes the place of the token that was sent; empty if nothing does */
    protected abstract Optional<String> prepare();

    /** Begins the login of a user by this request's client. */
    protected final AuthenticationSessionModel beginLogin(UserModel user) {
        AuthenticationSessionModel login = new AuthenticationSessionManager(session).createAuthenticationSession(realm, false)
                .createAuthenticationSession(client);
        login.setProtocol(OIDCLoginProtocol.LOGIN_PROTOCOL);
        login.setClientNote(OIDCLoginProtocol.ISSUER,
                Urls.realmIssuer(session.getContext().getUri().getBaseUri(), realm.getName()));
        login.setClientNote(OIDCLoginProtocol.SCOPE_PARAM, getRequestedScopes());
        login.setAuthenticatedUser(user);
        return login;
    }

    /**
     * Says whether the user has to do something before the login, as Keycloak decides it after a password.
     *
     * @param ignorePasswordAge whether a password may be older than the realm's policy allows
     */
    protected final boolean hasRequiredActions(AuthenticationSessionModel login, boolean ignorePasswordAge) {
        if (!ignorePasswordAge) {
            login.setAuthNote(AuthenticationManager.PASSWORD_VALIDATED, Boolean.TRUE.toString());
        }
        UserModel user = login.getAuthenticatedUser();
        AuthenticationManager.evaluateRequiredActionTriggers(session, login, request, event, realm, user);
        return user.getRequiredActionsStream().findAny().isPresent() || !login.getRequiredActions().isEmpty();
    }

    /** Drops a login that is refused. */
    protected final void abandon(AuthenticationSessionModel login) {
        new AuthenticationSessionManager(session).removeAuthenticationSession(realm, login, false);
    }

    /** @return a refresh token of the session that begins with this login */
    protected final String completeLogin(AuthenticationSessionModel login) {
        AuthenticationManager.setClientScopesInSession(session, login);
        ClientSessionContext clientSession =
                AuthenticationProcessor.attachSession(login, null, session, realm, clientConnection, event);
        UserSessionModel userSession = clientSession.getClientSession().getUserSession();
        updateUserSessionFromClientAuth(userSession);
        RefreshToken token = tokenManager.responseBuilder(realm, client, event, session, userSession, clientSession)
                .generateAccessToken().generateRefreshToken().getRefreshToken();
        return session.tokens().encode(token);
    }
}
