package io.komauth.compat;

import java.util.List;

import org.keycloak.authentication.authenticators.directgrant.AbstractDirectGrantAuthenticator;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * A step that needs no set-up, neither by the administrator nor by the user.
 *
 * <p>Leans on: {@link AbstractDirectGrantAuthenticator}, which serves any flow. Since: Keycloak 26.2. Test: {@code ValidateCaptchaIT}.
 */
public abstract class StepWithoutSetup extends AbstractDirectGrantAuthenticator {

    @Override
    public boolean requiresUser() {
        return false;
    }

    @Override
    public final boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        return true;
    }

    @Override
    public final void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {
    }

    @Override
    public final boolean isUserSetupAllowed() {
        return false;
    }

    @Override
    public final String getReferenceCategory() {
        return null;
    }

    @Override
    public final boolean isConfigurable() {
        return false;
    }

    @Override
    public final List<ProviderConfigProperty> getConfigProperties() {
        return List.of();
    }

    /** No choice, so that the Admin Console adds the step as required; with a choice it would add it disabled. */
    @Override
    public final Requirement[] getRequirementChoices() {
        return new Requirement[] {Requirement.REQUIRED};
    }
}
