package io.komauth.compat;

import org.keycloak.authentication.forms.RegistrationPage;
import org.keycloak.services.managers.AuthenticationManager;

/**
 * Fields of Keycloak's forms and parameters of its grants.
 *
 * <p>Leans on: constants of {@link AuthenticationManager} and {@link RegistrationPage}, and that the pages of themes send fields
 * of these names. Since: Keycloak 26.2. Test: {@code FormsIT}.
 */
public final class FormFields {

    /** The username, of login pages and of the password grant. */
    public static final String USERNAME = AuthenticationManager.FORM_USERNAME;

    /** The password, of the registration page. */
    public static final String REGISTRATION_PASSWORD = RegistrationPage.FIELD_PASSWORD;

    /** The password again, of the registration page. */
    public static final String REGISTRATION_PASSWORD_CONFIRM = RegistrationPage.FIELD_PASSWORD_CONFIRM;

    private FormFields() {
    }
}
