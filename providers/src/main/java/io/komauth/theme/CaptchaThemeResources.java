package io.komauth.theme;

import java.io.InputStream;
import java.net.URL;
import java.util.Locale;
import java.util.Properties;

import com.google.auto.service.AutoService;

import io.komauth.compat.ThemeTemplates;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.theme.ThemeResourceProvider;
import org.keycloak.theme.ThemeResourceProviderFactory;

/**
 * What Keycloak's lookup in {@code theme-resources} cannot serve. Of all JARs that have a file of the same name there, Keycloak
 * finds one only, so a bundle {@code messages_en.properties} or a template {@code captcha.ftl} of ours would hide another
 * extension's, or be hidden by it.
 */
@AutoService(ThemeResourceProviderFactory.class)
public final class CaptchaThemeResources implements ThemeResourceProviderFactory, ThemeResourceProvider {

    private static final String BUNDLE = "messages";

    /** The name that the documentation tells themes to import. */
    private static final String TEMPLATE = "captcha.ftl";

    @Override
    public String getId() {
        return "kom-auth";
    }

    @Override
    public ThemeResourceProvider create(KeycloakSession session) {
        return this;
    }

    /** @return our {@value #TEMPLATE}, unless another extension has one: then that is what its templates import */
    @Override
    public URL getTemplate(String name) {
        return name.equals(TEMPLATE) && !ThemeTemplates.exists(TEMPLATE) ? CaptchaThemeResources.class.getResource(TEMPLATE) : null;
    }

    @Override
    public InputStream getResourceAsStream(String path) {
        return null;
    }

    /**
     * Texts for each language, English ones for those that we do not have: Keycloak would otherwise take the texts of the
     * realm's default language. A region has only what differs from its language, so that a theme can override the language's.
     */
    @Override
    public Properties getMessages(String bundle, Locale locale) {
        if (!bundle.equals(BUNDLE)) {
            return new Properties();
        }
        MessageBundle messages = MessageBundle.of(locale);
        if (locale.getCountry().isEmpty()) {
            return messages.all();
        }
        return messages == MessageBundle.of(Locale.forLanguageTag(locale.getLanguage())) ? new Properties() : messages.own();
    }

    @Override
    public void init(Config.Scope config) {
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
    }

    @Override
    public void close() {
    }
}
