package io.komauth.compat;

import jakarta.ws.rs.core.MultivaluedMap;

import org.keycloak.WebAuthnConstants;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.authenticators.browser.WebAuthnConditionalUIAuthenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;

/**
 * The passkeys of Keycloak's login pages, which need no captcha: there is nothing to guess.
 *
 * <p>Leans on: {@link WebAuthnConditionalUIAuthenticator}, whose method is missing before Keycloak 26.4, the parameters of
 * {@link WebAuthnConstants}, and the credentials that {@link AuthenticatorUtil} finds in an authentication session. Since:
 * Keycloak 26.4. Test: {@code PasskeyIT}.
 */
public final class Passkeys {

    private Passkeys() {
    }

    /** @return whether the login pages of this server and realm take passkeys */
    private static boolean isEnabled(KeycloakSession session) {
        try {
            return WebAuthnConditionalUIAuthenticator.isPasskeysEnabled(session);
        } catch (LinkageError serverBefore26x4) {
            return false;
        }
    }

    /** @return whether Keycloak takes this for a passkey that was used or cancelled, whatever else the form has */
    public static boolean isSubmitted(KeycloakSession session, MultivaluedMap<String, String> form) {
        return (form.containsKey(WebAuthnConstants.AUTHENTICATOR_DATA) || form.containsKey(WebAuthnConstants.ERROR))
                && isEnabled(session);
    }

    /**
     * @return whether the login page has sent this: it always names a user handle, and offers passkeys to those who have one. At
     *         other requests Keycloak ends the login, or fails to show the page again
     */
    public static boolean canBeVerified(AuthenticationFlowContext context, MultivaluedMap<String, String> form) {
        UserModel user = context.getUser();
        return form.containsKey(WebAuthnConstants.USER_HANDLE)
                && (user == null || user.credentialManager().isConfiguredFor(WebAuthnCredentialModel.TYPE_PASSWORDLESS));
    }

    /** @return whether an earlier step of this login has verified a passkey */
    public static boolean isVerified(AuthenticationFlowContext context) {
        return isEnabled(context.getSession()) && AuthenticatorUtil.getAuthnCredentials(context.getAuthenticationSession())
                .contains(WebAuthnCredentialModel.TYPE_PASSWORDLESS);
    }
}
