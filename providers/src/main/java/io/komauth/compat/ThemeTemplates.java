package io.komauth.compat;

import org.keycloak.theme.ClasspathThemeResourceProviderFactory;

/**
 * Templates that extensions add to all themes.
 *
 * <p>Leans on: the folder of {@link ClasspathThemeResourceProviderFactory}, and that all JARs of {@code providers/} have one
 * class loader. Since: Keycloak 26.2. Test: {@code OtherExtensionIT}.
 */
public final class ThemeTemplates {

    private ThemeTemplates() {
    }

    /** @return whether a JAR has a template of this name */
    public static boolean exists(String name) {
        return ThemeTemplates.class.getClassLoader()
                .getResource(ClasspathThemeResourceProviderFactory.THEME_RESOURCES_TEMPLATES + name) != null;
    }
}
