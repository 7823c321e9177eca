package io.komauth.compat;

import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.protocol.oidc.grants.RefreshTokenGrantTypeFactory;

/**
 * Makes a {@link RefreshTokenGrant} in the place of Keycloak's own, under its id.
 *
 * <p>Leans on: {@link RefreshTokenGrantTypeFactory}, and that Keycloak takes the factory of the highest order. Since: Keycloak
 * 26.2. Test: {@code OldRefreshTokensIT}.
 */
public abstract class RefreshTokenGrantFactory extends RefreshTokenGrantTypeFactory {

    protected abstract RefreshTokenGrant grant();

    @Override
    public final OAuth2GrantType create(KeycloakSession session) {
        return grant();
    }

    @Override
    public final int order() {
        return 1;
    }
}
