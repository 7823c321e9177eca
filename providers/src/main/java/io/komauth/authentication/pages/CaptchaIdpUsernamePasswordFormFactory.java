package io.komauth.authentication.pages;

import java.util.List;

import com.google.auto.service.AutoService;

import io.komauth.compat.StockIdpUsernamePasswordFormFactory;

import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * A step of a first broker login flow: Keycloak's form for the password of an account that exists, as this server's version
 * makes it, and a captcha.
 */
@AutoService(AuthenticatorFactory.class)
public final class CaptchaIdpUsernamePasswordFormFactory extends StockIdpUsernamePasswordFormFactory {

    @Override
    public Authenticator create(KeycloakSession session) {
        return new CaptchaFormAuthenticator(super.create(session), PageType.BROKERED_LOGIN);
    }

    @Override
    public String getId() {
        return "captcha-idp-username-password-form";
    }

    @Override
    public String getDisplayType() {
        return "Captcha Username Password Form for identity provider reauthentication";
    }

    @Override
    public String getHelpText() {
        return "Validates a captcha, then a password from login form, for the first login through an identity provider. "
                + "Use it in place of 'Username Password Form for identity provider reauthentication'.";
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
