package io.komauth.adminui;

import java.text.MessageFormat;
import java.util.Locale;

import io.komauth.compat.AdminUiMessages;

import org.keycloak.locale.LocaleSelectorProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;

/** What the server tells the administrator who uses the tab. */
final class TenantTabMessages {

    private TenantTabMessages() {
    }

    /**
     * In the administrator's language, as the console has it: Keycloak would take it from the token, and the console's
     * has none.
     *
     * @param key        of a message
     * @param parameters of the message
     * @return the text; in English for an administrator without a session
     */
    static String text(KeycloakSession session, String key, Object... parameters) {
        UserSessionModel login = session.getContext().getUserSession();
        Locale locale = login == null ? Locale.ENGLISH
                : session.getProvider(LocaleSelectorProvider.class).resolveLocale(login.getRealm(), login.getUser());
        String text = AdminUiMessages.of(session, session.getContext().getRealm(), locale).getProperty(key, key);
        return new MessageFormat(text, locale).format(parameters);
    }
}
