package io.komauth.authentication.pages;

import jakarta.ws.rs.core.MultivaluedMap;

import org.keycloak.WebAuthnConstants;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.authenticators.browser.WebAuthnConditionalUIAuthenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.credential.WebAuthnCredentialModel;

/** The passkeys of Keycloak's login pages, which need no captcha: there is nothing to guess. */
final class Passkeys {

    private Passkeys() {
    }

    /** @return whether the login pages of this server and realm take passkeys */
    private static boolean areTaken(KeycloakSession session) {
        try {
            return WebAuthnConditionalUIAuthenticator.isPasskeysEnabled(session);
        } catch (LinkageError serverBefore26x4) {
            return false;
        }
    }

    /** @return whether this is what a login page sends instead of its form, for a passkey that was used or cancelled */
    static boolean isPosted(KeycloakSession session, MultivaluedMap<String, String> form) {
        return (form.containsKey(WebAuthnConstants.AUTHENTICATOR_DATA) || form.containsKey(WebAuthnConstants.ERROR))
                && areTaken(session);
    }

    /** @return whether an earlier step of this login has verified a passkey */
    static boolean isVerified(AuthenticationFlowContext context) {
        return areTaken(context.getSession()) && AuthenticatorUtil.getAuthnCredentials(context.getAuthenticationSession())
                .contains(WebAuthnCredentialModel.TYPE_PASSWORDLESS);
    }
}
