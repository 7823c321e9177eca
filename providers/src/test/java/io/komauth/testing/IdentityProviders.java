package io.komauth.testing;

import java.util.Map;

import org.keycloak.representations.idm.IdentityProviderRepresentation;

/** Identity providers of a realm. */
public final class IdentityProviders {

    private IdentityProviders() {
    }

    /** Another realm of the server, by OpenID Connect; its alias is {@code idp}. */
    public static IdentityProviderRepresentation oidc(KeycloakServer server, TestRealm provider, String clientId, String secret) {
        String endpoints = "/realms/" + provider.name() + "/protocol/openid-connect/";
        IdentityProviderRepresentation identityProvider = new IdentityProviderRepresentation();
        identityProvider.setAlias("idp");
        identityProvider.setProviderId("oidc");
        identityProvider.setEnabled(true);
        identityProvider.setConfig(Map.of("authorizationUrl", server.uri(endpoints + "auth").toString(),
                "tokenUrl", server.uriFromWithin(endpoints + "token").toString(),
                "jwksUrl", server.uriFromWithin(endpoints + "certs").toString(), "useJwksUrl", "true",
                "validateSignature", "true", "clientId", clientId, "clientSecret", secret,
                "clientAuthMethod", "client_secret_basic", "defaultScope", "openid", "disableUserInfo", "true"));
        return identityProvider;
    }
}
