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
        Locale locale = locale(session);
        String text = AdminUiMessages.of(session, session.getContext().getRealm(), locale).getProperty(key, key);
        return new MessageFormat(text, locale).format(parameters);
    }

    /** @return a message format of that text, as which Keycloak takes the message of a {@code ComponentValidationException} */
    static String escape(String text) {
        return text.replace("'", "''").replace("{", "'{'");
    }

    /** @return the administrator's language; English for one without a session */
    static Locale locale(KeycloakSession session) {
        UserSessionModel login = session.getContext().getUserSession();
        return login == null ? Locale.ENGLISH
                : session.getProvider(LocaleSelectorProvider.class).resolveLocale(login.getRealm(), login.getUser());
    }
}
