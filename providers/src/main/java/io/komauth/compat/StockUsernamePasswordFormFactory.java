package io.komauth.compat;

import org.keycloak.authentication.authenticators.browser.UsernamePasswordFormFactory;

/**
 * Keycloak's username and password form, as this server's version has it.
 *
 * <p>Leans on: {@link UsernamePasswordFormFactory}. Since: Keycloak 26.2. Test: {@code CaptchaLoginIT}.
 */
public abstract class StockUsernamePasswordFormFactory extends UsernamePasswordFormFactory {
}
