package io.komauth.compat;

import org.keycloak.authentication.FormAuthenticator;
import org.keycloak.authentication.forms.RegistrationPage;
import org.keycloak.models.KeycloakSession;

/**
 * Keycloak's registration page, as this server's version has it.
 *
 * <p>Leans on: {@link RegistrationPage}, its id, and that Keycloak takes the factory of the highest order. Since: Keycloak 26.2. Test:
 * {@code CaptchaRegistrationIT}.
 */
public abstract class StockRegistrationPage extends RegistrationPage {

    /** Keycloak makes it before it asks the steps of the flow, one of which takes the passwords out of the form. */
    @Override
    public final FormAuthenticator create(KeycloakSession session) {
        RegistrationChecks.keepForm(session);
        return this;
    }
}
