package io.komauth.authentication.pages;

import com.google.auto.service.AutoService;

import org.keycloak.authentication.FormAuthenticatorFactory;

/**
 * Stands in for Keycloak's form {@code registration-page-form}, under its id: flows that exist have that form, and the action
 * 'Captcha' can be added to each. Without that action the page is Keycloak's, whatever the theme.
 */
@AutoService(FormAuthenticatorFactory.class)
public final class StandardRegistrationPage extends RegistrationPageWithField {

    @Override
    public int order() {
        return 1;
    }
}
