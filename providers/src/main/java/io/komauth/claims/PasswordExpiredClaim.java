package io.komauth.claims;

import java.util.Set;
import java.util.stream.Collectors;

import io.komauth.compat.ClaimsMapper;
import io.komauth.compat.RequestedScopes;

import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.RoleUtils;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The claim {@code password_expired}, before there is a token that could have it. */
public final class PasswordExpiredClaim {

    /** The id of the step that lets expired passwords through for clients that get the claim. */
    public static final String ALLOWING_STEP_ID = "direct-grant-allow-expired-password";

    private PasswordExpiredClaim() {
    }

    /**
     * @param login in which the user is known
     * @return whether the access token or the token response of this login will have the claim, by the client's default
     *     scopes, the optional ones that it asks for, or mappers of its own
     */
    public static boolean isSentTo(KeycloakSession session, AuthenticationSessionModel login) {
        ClientModel client = login.getClient();
        UserModel user = login.getAuthenticatedUser();
        String scope = login.getClientNote(OAuth2Constants.SCOPE);
        return RequestedScopes.of(session, scope, client, user)
                .filter(clientScope -> isPermitted(clientScope, user))
                .flatMap(ClientScopeModel::getProtocolMappersStream)
                .filter(mapper -> TenantClaimsMapper.PROVIDER_ID.equals(mapper.getProtocolMapper()))
                .anyMatch(mapper -> ClaimsMapper.isSwitchedOn(session, mapper));
    }

    /** The rule of {@code DefaultClientSessionContext}: a scope with roles is only for users who have one of them. */
    private static boolean isPermitted(ClientScopeModel scope, UserModel user) {
        if (scope instanceof ClientModel) {
            return true;
        }
        Set<RoleModel> roles = scope.getScopeMappingsStream().collect(Collectors.toSet());
        return roles.isEmpty() || RoleUtils.expandCompositeRoles(roles).stream()
                .anyMatch(RoleUtils.getDeepUserRoleMappings(user)::contains);
    }
}
