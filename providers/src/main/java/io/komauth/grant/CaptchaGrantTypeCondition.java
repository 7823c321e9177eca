package io.komauth.grant;

import java.util.List;
import java.util.Objects;

import org.keycloak.OAuth2Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.clientpolicy.ClientPolicyContext;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.ClientPolicyVote;
import org.keycloak.services.clientpolicy.condition.GrantTypeCondition;
import org.keycloak.services.clientpolicy.context.ResourceOwnerPasswordCredentialsContext;

/** Keycloak's condition, to which a login by the captcha grant is one by {@code password}; here it is one by {@code captcha}, too. */
final class CaptchaGrantTypeCondition extends GrantTypeCondition {

    private boolean isChosen;

    CaptchaGrantTypeCondition(KeycloakSession session) {
        super(session);
    }

    @Override
    public void setupConfiguration(Configuration chosen) {
        super.setupConfiguration(chosen);
        isChosen = Objects.requireNonNullElse(chosen.getGrantTypes(), List.of()).contains(CaptchaGrantTypeFactory.ID);
    }

    @Override
    public ClientPolicyVote applyPolicy(ClientPolicyContext context) throws ClientPolicyException {
        return isChosen && isCaptchaGrant(context) ? ClientPolicyVote.YES : super.applyPolicy(context);
    }

    private static boolean isCaptchaGrant(ClientPolicyContext context) {
        return context instanceof ResourceOwnerPasswordCredentialsContext login
                && CaptchaGrantTypeFactory.ID.equals(login.getParams().getFirst(OAuth2Constants.GRANT_TYPE));
    }
}
