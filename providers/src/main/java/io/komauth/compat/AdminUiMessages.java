package io.komauth.compat;

import java.util.Locale;
import java.util.Properties;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminRoot;

/**
 * The messages of the Admin REST API.
 *
 * <p>Leans on: {@link AdminRoot}. Since: Keycloak 26.2. Test: {@code TenantTabApiIT}.
 */
public final class AdminUiMessages {

    private AdminUiMessages() {
    }

    public static Properties of(KeycloakSession session, RealmModel realm, Locale locale) {
        return AdminRoot.getMessages(session, realm, locale.toLanguageTag());
    }
}
