package io.komauth.authentication;

import java.util.Locale;

import jakarta.ws.rs.core.Response;

import io.komauth.bruteforce.AddressLock;
import io.komauth.theme.Message;
import io.komauth.theme.ThemeMessages;

import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The error page for people whose address is locked. It does not say until when, which tells when others have failed. */
final class LockedAddressPage {

    private static final String ATTRIBUTE = "komAuthMessage";

    private LockedAddressPage() {
    }

    /** Keycloak's page cannot say that its message is in another language than the page; one of ours does then. */
    static Response of(KeycloakSession session, AuthenticationSessionModel login) {
        Locale page = session.getContext().resolveLocale(login.getAuthenticatedUser());
        // the text itself: by the key, Keycloak would fall back to the realm's language where the page's is none of ours
        Message message = new ThemeMessages(session, login.getRealm(), page).get(AddressLock.MESSAGE_KEY, null);
        LoginFormsProvider forms = session.getProvider(LoginFormsProvider.class).setAuthenticationSession(login)
                .setError(message.text());
        return message.isForeignTo(page)
                ? forms.setStatus(Response.Status.TOO_MANY_REQUESTS).setAttribute(ATTRIBUTE, message).createForm("kom-auth-error.ftl")
                : forms.createErrorPage(Response.Status.TOO_MANY_REQUESTS);
    }
}
