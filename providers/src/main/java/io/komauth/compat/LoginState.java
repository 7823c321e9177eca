package io.komauth.compat;

import java.util.Optional;

import jakarta.ws.rs.core.Response;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.FormContext;
import org.keycloak.authentication.authenticators.broker.AbstractIdpAuthenticator;
import org.keycloak.authentication.authenticators.broker.util.ExistingUserInfo;
import org.keycloak.authentication.authenticators.browser.AbstractUsernameFormAuthenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.docker.DockerAuthV2Protocol;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * What Keycloak's own steps note of a login for later ones.
 *
 * <p>Leans on: notes of the authentication session, by the constants of {@link AbstractUsernameFormAuthenticator},
 * {@link AbstractIdpAuthenticator}, {@link AuthenticationManager} and {@link OIDCLoginProtocol}; on
 * {@link AuthenticationProcessor.Result}, which is the only flow context there is; on the path of the direct grant flow, and on the
 * name of the Docker protocol.
 * Since: Keycloak 26.2. Test: {@code KnownUserIT}, {@code FirstBrokerLoginIT}, {@code AllowExpiredPasswordIT},
 * {@code AddressLockIT} and {@code MisplacedStepsIT}.
 */
public final class LoginState {

    private static final String DIRECT_GRANT = "token";

    private LoginState() {
    }

    /** @return the name of the latest attempt; {@code null} if there is none */
    public static String attemptedUsername(AuthenticationSessionModel authentication) {
        return authentication.getAuthNote(AbstractUsernameFormAuthenticator.ATTEMPTED_USERNAME);
    }

    /** @return whether an earlier step or session has set the user, so that the page asks for the password alone */
    public static boolean isUserSet(AuthenticationSessionModel authentication) {
        return isNoted(authentication, AbstractUsernameFormAuthenticator.USER_SET_BEFORE_USERNAME_PASSWORD_AUTH);
    }

    /** @return whether the page has no field for a name */
    public static boolean isUsernameHidden(AuthenticationSessionModel authentication) {
        return isNoted(authentication, AbstractUsernameFormAuthenticator.USERNAME_HIDDEN);
    }

    private static boolean isNoted(AuthenticationSessionModel authentication, String note) {
        return Boolean.parseBoolean(authentication.getAuthNote(note));
    }

    /** @return the user whom the first login through an identity provider is to be linked to */
    public static Optional<UserModel> linkedUser(AuthenticationFlowContext context) {
        return Optional.ofNullable(context.getAuthenticationSession().getAuthNote(AbstractIdpAuthenticator.EXISTING_USER_INFO))
                .map(existing -> context.getSession().users().getUserById(context.getRealm(),
                        ExistingUserInfo.deserialize(existing).getExistingUserId()));
    }

    /** @return the name that the application proposes; {@code null} if there is none */
    public static String loginHint(AuthenticationSessionModel authentication) {
        return authentication.getClientNote(OIDCLoginProtocol.LOGIN_HINT_PARAM);
    }

    /** @return the name of the cookie of "Remember me"; {@code null} if there is none */
    public static String rememberedUsername(KeycloakSession session) {
        return AuthenticationManager.getRememberMeUsername(session);
    }

    /** @return the page that a step has answered with; {@code null} if it has not */
    public static Response challenge(AuthenticationFlowContext context) {
        return ((AuthenticationProcessor.Result) context).getChallenge();
    }

    /**
     * Makes the required action {@code UPDATE_PASSWORD} ignore the password's age in this login. It looks at it only in a login
     * that has this note, and would demand the change for good.
     */
    public static void ignorePasswordAge(AuthenticationSessionModel authentication) {
        authentication.removeAuthNote(AuthenticationManager.PASSWORD_VALIDATED);
    }

    /** @return whether it is the flow of a token request, whose answers are JSON */
    public static boolean isDirectGrant(AuthenticationFlowContext context) {
        return DIRECT_GRANT.equals(context.getFlowPath());
    }

    /** @return whether it is a flow of a client that reads no pages: of a token request, or of a Docker client */
    public static boolean isWithoutPages(AuthenticationFlowContext context) {
        return isDirectGrant(context) || isOfDocker(context.getAuthenticationSession());
    }

    /** @return the same for a form, which is not told its flow */
    public static boolean isWithoutPages(FormContext context) {
        return isTokenRequest(context) || isOfDocker(context.getAuthenticationSession());
    }

    public static boolean isTokenRequest(FormContext context) {
        return context.getUriInfo().getPath().endsWith("/token");
    }

    private static boolean isOfDocker(AuthenticationSessionModel authentication) {
        return DockerAuthV2Protocol.LOGIN_PROTOCOL.equals(authentication.getProtocol());
    }

    /** @return whether the login is by single sign-on, without a typed name or password */
    public static boolean isSingleSignOn(AuthenticationSessionModel authentication) {
        return AuthenticatorUtil.isSSOAuthentication(authentication);
    }
}
