package io.komauth.compat;

import org.keycloak.authentication.forms.RegistrationUserCreation;

/**
 * Keycloak's step of a registration that makes the user, as this server's version has it.
 *
 * <p>Leans on: {@link RegistrationUserCreation}, its id, and that Keycloak takes the factory of the highest order. Since: Keycloak 26.2.
 * Test: {@code UnusualNamesIT}.
 */
public abstract class StockRegistrationUserCreation extends RegistrationUserCreation {
}
