package io.komauth.compat;

import org.keycloak.authentication.authenticators.browser.UsernameFormFactory;

/**
 * Keycloak's username form, as this server's version has it.
 *
 * <p>Leans on: {@link UsernameFormFactory}. Since: Keycloak 26.2. Test: {@code CaptchaUsernameIT}.
 */
public abstract class StockUsernameFormFactory extends UsernameFormFactory {
}
