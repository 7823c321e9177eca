package io.komauth.authentication.pages;

import java.util.List;

import com.google.auto.service.AutoService;

import io.komauth.compat.StockUsernamePasswordFormFactory;

import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ProviderConfigProperty;

/** A step of a browser flow: Keycloak's username and password form, as this server's version makes it, and a captcha. */
@AutoService(AuthenticatorFactory.class)
public final class CaptchaUsernamePasswordFormFactory extends StockUsernamePasswordFormFactory {

    @Override
    public Authenticator create(KeycloakSession session) {
        return new CaptchaFormAuthenticator(super.create(session), PageType.LOGIN);
    }

    @Override
    public String getId() {
        return "captcha-username-password-form";
    }

    @Override
    public String getDisplayType() {
        return "Captcha Username Password Form";
    }

    @Override
    public String getHelpText() {
        return "Validates a captcha, then a username and password from login form. Use it in place of 'Username Password Form'.";
    }

    @Override
    public boolean isConfigurable() {
        return true;
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return CaptchaRequirement.configProperties();
    }
}
