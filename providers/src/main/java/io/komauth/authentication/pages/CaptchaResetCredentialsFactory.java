package io.komauth.authentication.pages;

import java.util.List;

import com.google.auto.service.AutoService;

import io.komauth.compat.StockAuthenticators;

import org.keycloak.Config;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * A step of a reset credentials flow: Keycloak's choice of the user, and a captcha, always: each attempt sends an e-mail.
 */
@AutoService(AuthenticatorFactory.class)
public final class CaptchaResetCredentialsFactory implements AuthenticatorFactory {

    @Override
    public Authenticator create(KeycloakSession session) {
        return new CaptchaFormAuthenticator(StockAuthenticators.chooseUser(session), PageType.RESET_PASSWORD);
    }

    @Override
    public String getId() {
        return "reset-credentials-captcha";
    }

    @Override
    public String getDisplayType() {
        return "Captcha Choose User";
    }

    @Override
    public String getHelpText() {
        return "Validates a captcha, then chooses the user to reset credentials for. Use it in place of 'Choose User'.";
    }

    @Override
    public Requirement[] getRequirementChoices() {
        return new Requirement[] {Requirement.REQUIRED};
    }

    @Override
    public String getReferenceCategory() {
        return null;
    }

    @Override
    public boolean isConfigurable() {
        return true;
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return CaptchaStepSettings.configProperties();
    }

    @Override
    public boolean isUserSetupAllowed() {
        return false;
    }

    @Override
    public void init(Config.Scope config) {
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
    }

    @Override
    public void close() {
    }
}
