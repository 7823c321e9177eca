package io.komauth.compat;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * A condition of a subflow that needs no user and nothing set up for one.
 *
 * <p>Leans on: {@link ConditionalAuthenticator}. Since: Keycloak 26.2. Test: {@code LoginFailuresConditionIT}.
 */
public abstract class LoginCondition implements ConditionalAuthenticator {

    @Override
    public final void action(AuthenticationFlowContext context) {
    }

    @Override
    public final boolean requiresUser() {
        return false;
    }

    @Override
    public final void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {
    }

    @Override
    public final void close() {
    }
}
