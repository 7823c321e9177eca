package io.komauth.compat;

import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.resetcred.ResetCredentialChooseUser;
import org.keycloak.models.KeycloakSession;

/**
 * Keycloak's own authenticators, by their ids.
 *
 * <p>Leans on: the id of {@link ResetCredentialChooseUser}. Since: Keycloak 26.2. Test: {@code CaptchaResetPasswordIT}.
 */
public final class StockAuthenticators {

    private StockAuthenticators() {
    }

    /** @return the step of a reset credentials flow that asks for the user */
    public static Authenticator chooseUser(KeycloakSession session) {
        return session.getProvider(Authenticator.class, ResetCredentialChooseUser.PROVIDER_ID);
    }
}
