package io.komauth.compat;

import org.keycloak.Config;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticator;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * Makes a {@link LoginCondition} that an administrator configures.
 *
 * <p>Leans on: {@link ConditionalAuthenticatorFactory}. Since: Keycloak 26.2. Test: {@code LoginFailuresConditionIT}.
 */
public abstract class LoginConditionFactory implements ConditionalAuthenticatorFactory {

    protected abstract LoginCondition condition();

    @Override
    public final ConditionalAuthenticator getSingleton() {
        return condition();
    }

    @Override
    public final boolean isConfigurable() {
        return true;
    }

    @Override
    public final Requirement[] getRequirementChoices() {
        return new Requirement[] {Requirement.REQUIRED, Requirement.DISABLED};
    }

    @Override
    public final boolean isUserSetupAllowed() {
        return false;
    }

    @Override
    public final void init(Config.Scope config) {
    }

    @Override
    public final void postInit(KeycloakSessionFactory factory) {
    }

    @Override
    public final void close() {
    }
}
