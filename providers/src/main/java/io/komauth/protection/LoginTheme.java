package io.komauth.protection;

import java.util.regex.Pattern;

import io.komauth.compat.KomThemeProviderFactory;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.theme.Theme;
import org.keycloak.theme.ThemeSelectorProvider;
import org.keycloak.utils.StringUtil;

/** The login theme with the captcha among the other fields. Another theme than Keycloak's own is somebody's choice, and stays. */
final class LoginTheme {

    static final String NAME = KomThemeProviderFactory.THEME;
    static final String SETTING = "loginTheme";

    /** Those of each generation. */
    private static final Pattern STOCK = Pattern.compile("base|keycloak(?:\\.v\\d+)?");

    private LoginTheme() {
    }

    /** @return the theme that the realm's pages have */
    static String of(KeycloakSession session, RealmModel realm) {
        return StringUtil.isBlank(realm.getLoginTheme())
                ? session.getProvider(ThemeSelectorProvider.class).getDefaultThemeName(Theme.Type.LOGIN) : realm.getLoginTheme();
    }

    static boolean isStock(KeycloakSession session, RealmModel realm) {
        return STOCK.matcher(of(session, realm)).matches();
    }
}
