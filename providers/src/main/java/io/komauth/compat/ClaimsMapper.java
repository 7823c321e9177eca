package io.komauth.compat;

import java.util.ArrayList;
import java.util.List;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.protocol.oidc.mappers.AbstractOIDCProtocolMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAccessTokenMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAccessTokenResponseMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAttributeMapperHelper;
import org.keycloak.protocol.oidc.mappers.OIDCIDTokenMapper;
import org.keycloak.protocol.oidc.mappers.TokenIntrospectionTokenMapper;
import org.keycloak.protocol.oidc.mappers.UserInfoTokenMapper;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * A protocol mapper that adds claims to every token and to the token response, with Keycloak's own switches for each of them.
 *
 * <p>Leans on: {@link AbstractOIDCProtocolMapper}, the mapper interfaces beside it, and {@link OIDCAttributeMapperHelper} for the
 * switches. Since: Keycloak 26.2. Test: {@code TenantClaimsIT}.
 */
public abstract class ClaimsMapper extends AbstractOIDCProtocolMapper implements OIDCAccessTokenMapper, OIDCIDTokenMapper,
        UserInfoTokenMapper, OIDCAccessTokenResponseMapper, TokenIntrospectionTokenMapper {

    /** @return Keycloak's switches; the one for the token response is on by default, since the response is what clients read */
    protected static List<ProviderConfigProperty> switches(Class<? extends ClaimsMapper> type) {
        List<ProviderConfigProperty> properties = new ArrayList<>();
        OIDCAttributeMapperHelper.addIncludeInTokensConfig(properties, type);
        properties.stream()
                .filter(property -> OIDCAttributeMapperHelper.INCLUDE_IN_ACCESS_TOKEN_RESPONSE.equals(property.getName()))
                .forEach(property -> property.setDefaultValue("true"));
        return List.copyOf(properties);
    }

    /** @return whether a mapper adds its claims to the access token or the token response of the request's client */
    public static boolean isSwitchedOn(KeycloakSession session, ProtocolMapperModel mapper) {
        boolean inToken = getShouldUseLightweightToken(session)
                ? OIDCAttributeMapperHelper.includeInLightweightAccessToken(mapper)
                : OIDCAttributeMapperHelper.includeInAccessToken(mapper);
        return inToken || OIDCAttributeMapperHelper.includeInAccessTokenResponse(mapper);
    }
}
