package io.komauth.legacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.util.Locale;

import io.komauth.tenant.CallerLanguage;
import io.komauth.tenant.Tenants;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.theme.Theme;

/** Texts for people, from Keycloak's message bundles, where a realm can override each one. */
final class Texts {

    private Texts() {
    }

    /**
     * A text in the caller's language. Where the request has named no tenant, the administration realm's texts count.
     *
     * @param parameter what the text names as {@code {0}}; may be {@code null}
     */
    static String of(KeycloakSession session, String key, String parameter) {
        if (session.getContext().getRealm() == null) {
            session.getContext().setRealm(Tenants.administration(session));
        }
        RealmModel realm = session.getContext().getRealm();
        Locale language = CallerLanguage.of(session, realm);
        try {
            String text = session.theme().getTheme(Theme.Type.LOGIN).getEnhancedMessages(realm, language)
                    .getProperty(key, key);
            return format(text, language, parameter);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String format(String text, Locale language, String parameter) {
        try {
            return new MessageFormat(text, language).format(new Object[] {parameter});
        } catch (IllegalArgumentException malformed) {
            // as a realm's administrator may have written it
            return text;
        }
    }
}
