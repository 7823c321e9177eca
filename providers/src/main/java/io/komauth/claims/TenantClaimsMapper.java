package io.komauth.claims;

import java.util.List;

import com.google.auto.service.AutoService;

import io.komauth.compat.ClaimsMapper;
import io.komauth.signature.SharedKey;

import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.ProtocolMapper;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.AccessTokenResponse;
import org.keycloak.representations.IDToken;

/** The mapper {@value #PROVIDER_ID}: who the tenant and the user are, in every token and in the token response. */
@AutoService(ProtocolMapper.class)
public final class TenantClaimsMapper extends ClaimsMapper {

    static final String PROVIDER_ID = "oidc-tenant-claims-mapper";

    private static final String ACCESS_TOKEN_ID = TenantClaimsMapper.class.getName() + ".jti";

    private static final List<ProviderConfigProperty> CONFIG_PROPERTIES = switches(TenantClaimsMapper.class);

    /** Also where the access token itself goes without the claims: the response names its id. */
    @Override
    public AccessToken transformAccessToken(AccessToken token, ProtocolMapperModel mapping, KeycloakSession session,
            UserSessionModel userSession, ClientSessionContext clientSession) {
        clientSession.setAttribute(ACCESS_TOKEN_ID, token.getId());
        if (SharedKey.signsTokensOf(clientSession.getClientSession().getClient())) {
            listScopes(token);
        }
        return super.transformAccessToken(token, mapping, session, userSession, clientSession);
    }

    /** Old resource servers read an array. Keycloak, to which a scope is a text (RFC 9068, 2.2.3), never reads their tokens. */
    private static void listScopes(AccessToken token) {
        if (token.getScope() != null) {
            token.getOtherClaims().put(OAuth2Constants.SCOPE, List.of(token.getScope().split(" ")));
            token.setScope(null);
        }
    }

    @Override
    protected void setClaim(IDToken token, ProtocolMapperModel mapping, UserSessionModel userSession,
            KeycloakSession session, ClientSessionContext clientSession) {
        TenantClaims.of(session, userSession, clientSession).addToToken(token.getOtherClaims());
    }

    @Override
    protected void setClaim(AccessTokenResponse response, ProtocolMapperModel mapping, UserSessionModel userSession,
            KeycloakSession session, ClientSessionContext clientSession) {
        TenantClaims.of(session, userSession, clientSession).addToResponse(response.getOtherClaims());
        String accessTokenId = clientSession.getAttribute(ACCESS_TOKEN_ID, String.class);
        if (accessTokenId != null) {
            response.setOtherClaims("jti", accessTokenId);
        }
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public String getDisplayType() {
        return "Tenant and user";
    }

    @Override
    public String getDisplayCategory() {
        return TOKEN_MAPPER_CATEGORY;
    }

    @Override
    public String getHelpText() {
        return "Adds who the tenant and the user are: tenant_id, tenant_name, license, client_id, user_name, account, "
                + "user_id, real_name, nick_name, role_id, role_name, authorities, dept_id, post_id, oauth_id, "
                + "password_expired, password_last_update_date. The user attributes user_id, real_name, nick_name, "
                + "role_name, dept_id, post_id and oauth_id come first, where the user profile lets only "
                + "administrators write them.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return CONFIG_PROPERTIES;
    }
}
