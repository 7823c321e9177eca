package io.komauth.protection;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;

/**
 * What each provider that takes part in a login judges, by its id: {@code keycloak-login-providers.properties}. A test compares the
 * file with the providers of each server version.
 */
final class LoginProviders {

    private static final String FILE = "keycloak-login-providers.properties";
    private static final String DIRECT_GRANT_PREFIX = "direct-grant-";
    private static final String HTTP_BASIC = "http-basic-";
    private static final Properties JUDGED = load();

    /** What a provider judges. */
    enum Judged {
        PASSWORD, NAME, CODE, CLIENT, NOTHING, CAPTCHA,

        /** Nobody has reviewed the provider: another extension has it. */
        UNKNOWN
    }

    private LoginProviders() {
    }

    /** @param id of a step of a flow, of a form or of an action of a form */
    static Judged judgedBy(String id) {
        for (String spi : new String[] {"authenticator.", "form-action.", "form-authenticator."}) {
            String judged = JUDGED.getProperty(spi + id);
            if (judged != null) {
                return Judged.valueOf(judged.toUpperCase(Locale.ROOT));
            }
        }
        return Judged.UNKNOWN;
    }

    /** @return whether it is for direct grant flows: it answers with JSON */
    static boolean isForDirectGrants(String id) {
        return id.startsWith(DIRECT_GRANT_PREFIX);
    }

    /** @return whether it is for flows of pages: it shows one, which no token request can fill in */
    static boolean isForPages(String id) {
        return !isForDirectGrants(id) && !id.contains(HTTP_BASIC) && switch (judgedBy(id)) {
            case PASSWORD, NAME, CAPTCHA -> true;
            default -> JUDGED.containsKey("form-authenticator." + id);
        };
    }

    private static Properties load() {
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(LoginProviders.class.getResourceAsStream(FILE), StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
