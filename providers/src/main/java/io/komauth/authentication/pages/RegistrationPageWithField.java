package io.komauth.authentication.pages;

import jakarta.ws.rs.core.Response;

import io.komauth.authentication.MisplacedStep;
import io.komauth.compat.StockRegistrationPage;

import org.keycloak.authentication.FormContext;
import org.keycloak.forms.login.LoginFormsProvider;

/** Keycloak's registration page, or one of ours where the realm's theme has no captcha field and the registration needs one. */
abstract class RegistrationPageWithField extends StockRegistrationPage {

    @Override
    public final Response render(FormContext context, LoginFormsProvider form) {
        return MisplacedStep.refusal(context).orElseGet(() -> page(context, form));
    }

    private Response page(FormContext context, LoginFormsProvider form) {
        Response page = super.render(context, form);
        if (page.getStatus() != Response.Status.OK.getStatusCode()) {
            return page;
        }
        return CaptchaField.of(context.getSession()).isMissingFrom(page)
                ? form.createForm("kom-auth-register.ftl")
                : CheckedForm.of(page);
    }
}
