package io.komauth.loginapi;

import io.komauth.http.AcceptLanguage;
import io.komauth.tenant.Tenants;
import io.komauth.theme.ThemeMessages;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** The login API's messages in the caller's language; a realm can override each one. */
final class LocalizedMessages {

    private LocalizedMessages() {
    }

    /**
     * A text in the caller's language. Without a tenant in the request, those of the administration realm count.
     *
     * @param parameters what the text names as {@code {0}}, {@code {1}} and so on; each may be {@code null}
     */
    static String of(KeycloakSession session, String key, String... parameters) {
        if (session.getContext().getRealm() == null) {
            session.getContext().setRealm(Tenants.adminRealm(session));
        }
        RealmModel realm = session.getContext().getRealm();
        return new ThemeMessages(session, realm, AcceptLanguage.of(session, realm)).get(key, parameters).text();
    }
}
