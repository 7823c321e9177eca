package io.komauth.adminui;

import org.keycloak.common.Version;

/** Routes of the Admin Console, by which tabs say where they appear. */
final class AdminUiRoutes {

    private static final String REALM_SETTINGS = "/:realm/realm-settings/:tab";

    private AdminUiRoutes() {
    }

    /**
     * The realm settings, also before one of their tabs is chosen. The console of 26.2 compares the text with its own
     * route, which is for a chosen tab, so that there a tab shows only once another was chosen.
     */
    static String realmSettings() {
        return Version.VERSION.startsWith("26.2.") ? REALM_SETTINGS : REALM_SETTINGS + "?";
    }
}
