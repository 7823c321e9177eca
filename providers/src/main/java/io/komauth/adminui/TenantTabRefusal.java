package io.komauth.adminui;

import java.text.MessageFormat;
import java.util.Locale;

import io.komauth.compat.AdminUiMessages;
import io.komauth.config.RealmSetting;

import org.keycloak.component.ComponentValidationException;
import org.keycloak.locale.LocaleSelectorProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;

/** Makes the error for a value that is refused; its message says what is allowed. */
final class TenantTabRefusal {

    private TenantTabRefusal() {
    }

    /**
     * In the administrator's language, as the console has it: Keycloak would take it from the token, and the console's
     * has none.
     *
     * @param reason the end of the message's key
     */
    static ComponentValidationException of(KeycloakSession session, RealmSetting<?> setting, String reason) {
        String message = TenantTabField.label(setting) + reason;
        return session.getContext().getUserSession() == null ? new ComponentValidationException(message, setting.range())
                : new ComponentValidationException(text(session, message, setting.range()));
    }

    /** @return a message of the Admin Console, in the administrator's language; in English for an administrator without a session */
    static String text(KeycloakSession session, String message, Object range) {
        UserSessionModel login = session.getContext().getUserSession();
        Locale locale = login == null ? Locale.ENGLISH
                : session.getProvider(LocaleSelectorProvider.class).resolveLocale(login.getRealm(), login.getUser());
        String text = AdminUiMessages.of(session, session.getContext().getRealm(), locale)
                .getProperty(message, message);
        return new MessageFormat(text, locale).format(new Object[] {range});
    }
}
