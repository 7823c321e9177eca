package io.komauth.legacy;

import io.komauth.tenant.CallerLanguage;
import io.komauth.tenant.Tenants;
import io.komauth.theme.Messages;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Texts for people, where a realm can override each one. */
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
        return new Messages(session, realm, CallerLanguage.of(session, realm)).get(key, parameter).text();
    }
}
