package io.komauth.console;

import org.keycloak.common.Version;

/** Addresses within the Admin Console, as its tabs name where they stand. */
final class ConsoleRoutes {

    private static final String REALM_SETTINGS = "/:realm/realm-settings/:tab";

    private ConsoleRoutes() {
    }

    /**
     * The realm settings, also before one of their tabs is chosen. The console of 26.2 compares the text with its own
     * route, which is for a chosen tab, so that there a tab shows only once another was chosen.
     */
    static String realmSettings() {
        return Version.VERSION.startsWith("26.2.") ? REALM_SETTINGS : REALM_SETTINGS + "?";
    }
}
