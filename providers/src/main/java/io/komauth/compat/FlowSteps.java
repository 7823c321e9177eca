package io.komauth.compat;

import java.util.List;

import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.ConfigurableAuthenticatorFactory;
import org.keycloak.authentication.FormAction;
import org.keycloak.authentication.FormAuthenticator;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticatorFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;

/**
 * The steps of flows, by the ids of their providers.
 *
 * <p>Leans on: {@link ConditionalAuthenticatorFactory}. Since: Keycloak 26.2. Test: {@code OpenLoginPathsIT}.
 */
public final class FlowSteps {

    private FlowSteps() {
    }

    /** @return whether it is a condition, which decides whether its flow is run and is no step of it */
    public static boolean isCondition(KeycloakSession session, String id) {
        return session.getKeycloakSessionFactory().getProviderFactory(Authenticator.class, id)
                instanceof ConditionalAuthenticatorFactory;
    }

    /** @return as the Admin Console calls it; the id itself if no extension has such a step */
    public static String displayName(KeycloakSession session, String id) {
        for (Class<? extends Provider> type
                : List.of(Authenticator.class, FormAction.class, FormAuthenticator.class)) {
            ProviderFactory<?> factory = session.getKeycloakSessionFactory().getProviderFactory(type, id);
            if (factory instanceof ConfigurableAuthenticatorFactory step) {
                return step.getDisplayType();
            }
        }
        return id;
    }
}
