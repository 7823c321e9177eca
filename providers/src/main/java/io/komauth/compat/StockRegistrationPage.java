package io.komauth.compat;

import org.keycloak.authentication.forms.RegistrationPage;

/**
 * Keycloak's registration page, as this server's version has it.
 *
 * <p>Leans on: {@link RegistrationPage}. Since: Keycloak 26.2. Test: {@code CaptchaRegistrationIT}.
 */
public abstract class StockRegistrationPage extends RegistrationPage {
}
