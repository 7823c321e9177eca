package io.komauth.protection;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.keycloak.models.KeycloakSession;
import org.keycloak.theme.Theme;

/** The pages of a realm's login theme that have no captcha field: people see the plain pages of this JAR in their place. */
final class ThemesWithoutField {

    private static final Map<String, String> PAGES = Map.of("captcha-username-password-form", "login.ftl",
            "captcha-idp-username-password-form", "login.ftl", "captcha-username-form", "login-username.ftl",
            "reset-credentials-captcha", "login-reset-password.ftl", "registration-captcha-image", "register.ftl");

    /** What templates read, and what {@code theme.properties} has where a script does. */
    private static final String FIELD = "komAuthCaptcha";
    private static final Pattern PART = Pattern.compile("<#(?:import|include) \"([^\"]+)\"");

    private final Theme theme;
    private final Set<String> read = new HashSet<>();

    private ThemesWithoutField(Theme theme) {
        this.theme = theme;
    }

    /** @param steps the ids of steps whose pages need the field; others do not count */
    static Stream<OpenLoginPath> of(KeycloakSession session, Collection<String> steps) {
        try {
            Theme theme = session.theme().getTheme(Theme.Type.LOGIN);
            boolean isDrawnByScript = theme.getProperties().containsKey(FIELD);
            return steps.stream().map(PAGES::get).filter(Objects::nonNull).distinct().sorted()
                    .filter(page -> !isDrawnByScript && !new ThemesWithoutField(theme).hasField(page))
                    .map(page -> new OpenLoginPath(LoginPathKind.THEME_WITHOUT_FIELD, Map.of("theme", theme.getName(), "page", page),
                            List.of(theme.getName(), page)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean hasField(String template) {
        if (!read.add(template)) {
            return false;
        }
        String text = text(template);
        return text.contains(FIELD) || PART.matcher(text).results().map(part -> part.group(1)).anyMatch(this::hasField);
    }

    private String text(String template) {
        try {
            URL url = theme.getTemplate(template);
            if (url == null) {
                return "";
            }
            try (InputStream stream = url.openStream()) {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
