package io.komauth.authentication.pages;

import java.util.function.Function;

import jakarta.ws.rs.core.Response;

import org.keycloak.forms.login.LoginFormsProvider;

/** The pages of Keycloak's authenticators that a captcha guards. */
enum PageKind {

    LOGIN(LoginFormsProvider::createLoginUsernamePassword, "captcha-login.ftl"),
    USERNAME(LoginFormsProvider::createLoginUsername, "captcha-login-username.ftl"),
    RESET_PASSWORD(LoginFormsProvider::createPasswordReset, "captcha-login-reset-password.ftl");

    private final Function<LoginFormsProvider, Response> page;
    private final String template;

    PageKind(Function<LoginFormsProvider, Response> page, String template) {
        this.page = page;
        this.template = template;
    }

    /** @return the page of the realm's theme */
    Response page(LoginFormsProvider form) {
        return page.apply(form);
    }

    /** @return the page of ours, for themes whose own has no captcha field */
    Response ownPage(LoginFormsProvider form) {
        return form.createForm(template);
    }
}
