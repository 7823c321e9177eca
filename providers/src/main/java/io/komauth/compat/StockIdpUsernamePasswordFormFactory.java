package io.komauth.compat;

import org.keycloak.authentication.authenticators.broker.IdpUsernamePasswordFormFactory;

/**
 * Keycloak's form for the password of an account that is to be linked to an identity provider, as this server's version has it.
 *
 * <p>Leans on: {@link IdpUsernamePasswordFormFactory}. Since: Keycloak 26.2. Test: {@code FirstBrokerLoginIT}.
 */
public abstract class StockIdpUsernamePasswordFormFactory extends IdpUsernamePasswordFormFactory {
}
