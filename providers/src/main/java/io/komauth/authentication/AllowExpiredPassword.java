package io.komauth.authentication;

import com.google.auto.service.AutoService;

import io.komauth.claims.PasswordExpiredClaim;
import io.komauth.compat.LoginState;
import io.komauth.compat.StepWithoutSetup;
import io.komauth.password.PasswordState;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticatorFactory;

/**
 * A step of a direct grant flow that lets a login through whose password is past the age that the realm's policy allows, if
 * the client is told so by the claim {@code password_expired}, upon which it asks for the change itself. Any other client gets
 * Keycloak's refusal. A change that was demanded before stays demanded.
 */
@AutoService(AuthenticatorFactory.class)
public final class AllowExpiredPassword extends StepWithoutSetup {

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        if (!LoginState.isDirectGrant(context)) {
            MisplacedStep.log(context);
        } else if (context.getUser() != null && PasswordState.of(context.getRealm(), context.getUser()).tooOld()
                && PasswordExpiredClaim.isSentTo(context.getSession(), context.getAuthenticationSession())) {
            LoginState.ignorePasswordAge(context.getAuthenticationSession());
        }
        context.success();
    }

    @Override
    public String getId() {
        return PasswordExpiredClaim.ALLOWING_STEP_ID;
    }

    @Override
    public String getDisplayType() {
        return "Allow expired password for direct grants";
    }

    @Override
    public String getHelpText() {
        return "Lets users log in by direct grant whose password is older than the password policy allows, if the claim "
                + "'password_expired' tells the client: its scopes need the mapper 'Tenant and user'. A password change that "
                + "is already demanded stays demanded. Put it after the password.";
    }
}
