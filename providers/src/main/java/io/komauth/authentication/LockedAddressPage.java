package io.komauth.authentication;

import jakarta.ws.rs.core.Response;

import io.komauth.bruteforce.AddressLock;
import io.komauth.theme.ThemeMessages;

import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Keycloak's error page for people whose address is locked. It does not say until when, which tells when others have failed. */
final class LockedAddressPage {

    private LockedAddressPage() {
    }

    static Response of(KeycloakSession session, AuthenticationSessionModel login) {
        // the text itself: by the key, Keycloak would fall back to the realm's language where the page's is none of ours
        String text = new ThemeMessages(session, login.getRealm(),
                session.getContext().resolveLocale(login.getAuthenticatedUser())).get(AddressLock.MESSAGE_KEY, null).text();
        return session.getProvider(LoginFormsProvider.class).setAuthenticationSession(login).setError(text)
                .createErrorPage(Response.Status.TOO_MANY_REQUESTS);
    }
}
