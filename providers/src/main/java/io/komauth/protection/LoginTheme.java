package io.komauth.protection;

import java.util.Set;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.theme.Theme;
import org.keycloak.theme.ThemeSelectorProvider;
import org.keycloak.utils.StringUtil;

/** The login theme with the captcha among the other fields. Another theme than Keycloak's own is somebody's choice, and stays. */
final class LoginTheme {

    static final String NAME = "kom";
    static final String SETTING = "loginTheme";

    private static final Set<String> STOCK = Set.of("base", "keycloak", "keycloak.v2");

    private LoginTheme() {
    }

    /** @return the theme that the realm's pages have */
    static String of(KeycloakSession session, RealmModel realm) {
        return StringUtil.isBlank(realm.getLoginTheme())
                ? session.getProvider(ThemeSelectorProvider.class).getDefaultThemeName(Theme.Type.LOGIN) : realm.getLoginTheme();
    }

    static boolean isStock(KeycloakSession session, RealmModel realm) {
        return STOCK.contains(of(session, realm));
    }
}
