package io.komauth.authentication.pages;

import java.util.function.Function;

import jakarta.ws.rs.core.Response;

import org.keycloak.forms.login.LoginFormsProvider;

/** The pages of Keycloak's authenticators that a captcha guards. */
enum PageType {

    LOGIN(LoginFormsProvider::createLoginUsernamePassword, "kom-auth-login.ftl", true),

    /** Of a first login through an identity provider, for an account that there is. */
    BROKERED_LOGIN(LoginFormsProvider::createLoginUsernamePassword, "kom-auth-login.ftl", true),
    USERNAME(LoginFormsProvider::createLoginUsername, "kom-auth-login-username.ftl", true),
    RESET_PASSWORD(LoginFormsProvider::createPasswordReset, "kom-auth-login-reset-password.ftl", false);

    private final Function<LoginFormsProvider, Response> page;
    private final String template;
    private final boolean isLogin;

    PageType(Function<LoginFormsProvider, Response> page, String template, boolean isLogin) {
        this.page = page;
        this.template = template;
        this.isLogin = isLogin;
    }

    /** @return whether a person can cancel it, and log in by a passkey instead, before anything that was typed is looked at */
    boolean isLogin() {
        return isLogin;
    }

    /** @return the page of the realm's theme */
    Response page(LoginFormsProvider form) {
        return page.apply(form);
    }

    /** @return the page of this JAR, for themes whose own page has no captcha field */
    Response fallbackPage(LoginFormsProvider form) {
        return form.createForm(template);
    }
}
