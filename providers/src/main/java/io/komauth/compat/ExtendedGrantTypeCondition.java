package io.komauth.compat;

import java.util.List;
import java.util.Objects;

import org.keycloak.OAuth2Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.clientpolicy.ClientPolicyContext;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.ClientPolicyVote;
import org.keycloak.services.clientpolicy.condition.GrantTypeCondition;
import org.keycloak.services.clientpolicy.context.ResourceOwnerPasswordCredentialsContext;

/**
 * Keycloak's condition {@code grant-type} of client policies, which also knows a grant type that logs in by Keycloak's password
 * grant. To Keycloak's own, such a login is one by {@code password} alone.
 *
 * <p>Leans on: {@link GrantTypeCondition}, and that the password grant makes a {@link ResourceOwnerPasswordCredentialsContext} of
 * the request. Since: Keycloak 26.2. Test: {@code ClientPolicyIT}.
 */
final class ExtendedGrantTypeCondition extends GrantTypeCondition {

    private final String grantType;
    private boolean isChosen;

    ExtendedGrantTypeCondition(KeycloakSession session, String grantType) {
        super(session);
        this.grantType = grantType;
    }

    @Override
    public void setupConfiguration(Configuration chosen) {
        super.setupConfiguration(chosen);
        isChosen = Objects.requireNonNullElse(chosen.getGrantTypes(), List.of()).contains(grantType);
    }

    @Override
    public ClientPolicyVote applyPolicy(ClientPolicyContext context) throws ClientPolicyException {
        return isChosen && isRequested(context) ? ClientPolicyVote.YES : super.applyPolicy(context);
    }

    private boolean isRequested(ClientPolicyContext context) {
        return context instanceof ResourceOwnerPasswordCredentialsContext login
                && grantType.equals(login.getParams().getFirst(OAuth2Constants.GRANT_TYPE));
    }
}
