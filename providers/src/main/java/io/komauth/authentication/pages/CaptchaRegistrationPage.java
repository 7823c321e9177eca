package io.komauth.authentication.pages;

import com.google.auto.service.AutoService;

import org.keycloak.authentication.FormAuthenticatorFactory;

/**
 * The form that flows made for earlier versions have, when Keycloak's own form could not replace the page of a theme. It does what
 * {@link StandardRegistrationPage} does.
 */
@AutoService(FormAuthenticatorFactory.class)
public final class CaptchaRegistrationPage extends RegistrationPageWithField {

    @Override
    public String getId() {
        return "registration-captcha-page-form";
    }

    @Override
    public String getDisplayType() {
        return "Captcha Registration Page";
    }

    @Override
    public String getHelpText() {
        return "The registration page, as Keycloak's form 'Registration Page' shows it. Flows of earlier versions have this form.";
    }
}
