package io.komauth.compat;

import java.io.IOException;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import com.google.auto.service.AutoService;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.theme.ClassLoaderTheme;
import org.keycloak.theme.Theme;
import org.keycloak.theme.ThemeProvider;
import org.keycloak.theme.ThemeProviderFactory;
import org.keycloak.theme.ThemeSelectorProvider;

/**
 * The login theme {@code kom}, as a child of a login theme that the server has. Keycloak does not load a theme whose parent is
 * missing, and each new generation of Keycloak's login theme removes an older one: a fixed parent would take the theme from every
 * realm that uses it.
 *
 * <p>Leans on: the SPI of themes, {@link ClassLoaderTheme}, and that Keycloak asks a theme for its parent when it loads it. Since:
 * Keycloak 26.2. Test: {@code KomThemeProviderTest}, {@code CaptchaThemesIT}.
 */
@AutoService(ThemeProviderFactory.class)
public final class KomThemeProviderFactory implements ThemeProviderFactory {

    public static final String THEME = "kom";

    /** The parent that the theme is made for; {@code theme.properties} has it, too, for servers that get the theme as a folder. */
    static final String PARENT = "keycloak.v2";

    /** Of all login themes, Keycloak's own included. */
    private static final String ROOT = "base";

    /** Between Keycloak's own themes and those of a server's folder, where an administrator may have a changed copy. */
    private static final int PRIORITY = 50;

    /**
     * @param exists           whether the server has a login theme of this name
     * @param themeOfTheServer the login theme of realms that have chosen none
     */
    static String parent(Predicate<String> exists, String themeOfTheServer) {
        return Stream.of(PARENT, themeOfTheServer).filter(name -> !name.equals(THEME)).filter(exists).findFirst().orElse(ROOT);
    }

    @Override
    public String getId() {
        return "kom-auth";
    }

    @Override
    public ThemeProvider create(KeycloakSession session) {
        return new KomThemeProvider(session);
    }

    @Override
    public void init(Config.Scope config) {
        // has no options
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // needs no other provider yet
    }

    @Override
    public void close() {
        // holds nothing
    }

    private record KomThemeProvider(KeycloakSession session) implements ThemeProvider {

        @Override
        public int getProviderPriority() {
            return PRIORITY;
        }

        @Override
        public boolean hasTheme(String name, Theme.Type type) {
            return type == Theme.Type.LOGIN && name.equals(THEME);
        }

        @Override
        public Set<String> nameSet(Theme.Type type) {
            return type == Theme.Type.LOGIN ? Set.of(THEME) : Set.of();
        }

        @Override
        public Theme getTheme(String name, Theme.Type type) throws IOException {
            return hasTheme(name, type) ? new KomTheme(parent(this::exists,
                    session.getProvider(ThemeSelectorProvider.class).getDefaultThemeName(Theme.Type.LOGIN))) : null;
        }

        private boolean exists(String name) {
            return session.getAllProviders(ThemeProvider.class).stream().anyMatch(themes -> themes.hasTheme(name, Theme.Type.LOGIN));
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    private static final class KomTheme extends ClassLoaderTheme {

        private final String parent;

        KomTheme(String parent) throws IOException {
            super(THEME, Type.LOGIN, KomThemeProviderFactory.class.getClassLoader());
            this.parent = parent;
        }

        @Override
        public String getParentName() {
            return parent;
        }
    }
}
