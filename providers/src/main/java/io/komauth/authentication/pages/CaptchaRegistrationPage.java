package io.komauth.authentication.pages;

import com.google.auto.service.AutoService;

import jakarta.ws.rs.core.Response;

import io.komauth.compat.StockRegistrationPage;

import org.keycloak.authentication.FormAuthenticatorFactory;
import org.keycloak.authentication.FormContext;
import org.keycloak.forms.login.LoginFormsProvider;

/** The form of a registration flow: Keycloak's page, or one of ours where the realm's theme has no captcha field. */
@AutoService(FormAuthenticatorFactory.class)
public final class CaptchaRegistrationPage extends StockRegistrationPage {

    @Override
    public Response render(FormContext context, LoginFormsProvider form) {
        Response page = super.render(context, form);
        boolean isRegistration = page.getStatus() == Response.Status.OK.getStatusCode();
        return isRegistration && CaptchaField.of(context.getSession()).isMissingFrom(page)
                ? form.createForm("kom-auth-register.ftl")
                : page;
    }

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
        return "The registration page, with a place for the form action 'Captcha' whatever the realm's login theme.";
    }
}
