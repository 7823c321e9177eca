package io.komauth.loginapi;

import com.google.auto.service.AutoService;

import io.komauth.compat.RefreshTokenGrant;
import io.komauth.compat.RefreshTokenGrantFactory;

import org.keycloak.protocol.oidc.grants.OAuth2GrantTypeFactory;

/** Keycloak's refresh token grant, which can exchange a refresh token of the old server on the documented path. */
@AutoService(OAuth2GrantTypeFactory.class)
public final class OldRefreshTokenGrantFactory extends RefreshTokenGrantFactory {

    @Override
    protected RefreshTokenGrant grant() {
        return new OldRefreshTokenGrant();
    }
}
