package io.komauth.compat;

import org.keycloak.common.Version;

/**
 * Routes of the Admin Console, by which tabs say where they appear.
 *
 * <p>Leans on: the route of the realm settings, as the console of this server's version compares it with that of a tab. Since:
 * Keycloak 26.2, and another one from 26.3 on. Test: {@code TenantTabIT}.
 */
public final class AdminUiRoutes {

    private static final String REALM_SETTINGS = "/:realm/realm-settings/:tab";

    private AdminUiRoutes() {
    }

    /**
     * The realm settings, also before one of their tabs is chosen. The console of 26.2 compares the text with its own
     * route, which is for a chosen tab, so that there a tab shows only once another was chosen.
     */
    public static String realmSettings() {
        return Version.VERSION.startsWith("26.2.") ? REALM_SETTINGS : REALM_SETTINGS + "?";
    }
}
