package io.komauth.authentication.pages;

import java.util.List;

import com.google.auto.service.AutoService;

import io.komauth.compat.StockUsernameFormFactory;

import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ProviderConfigProperty;

/** A step of a browser flow: Keycloak's username form, as this server's version makes it, and a captcha. */
@AutoService(AuthenticatorFactory.class)
public final class CaptchaUsernameFormFactory extends StockUsernameFormFactory {

    @Override
    public Authenticator create(KeycloakSession session) {
        return new CaptchaFormAuthenticator(super.create(session), PageType.USERNAME);
    }

    @Override
    public String getId() {
        return "captcha-username-form";
    }

    @Override
    public String getDisplayType() {
        return "Captcha Username Form";
    }

    @Override
    public String getHelpText() {
        return "Validates a captcha, then looks up the user by the username of the form. Use it in place of 'Username Form'.";
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
