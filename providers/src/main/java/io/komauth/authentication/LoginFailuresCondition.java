package io.komauth.authentication;

import io.komauth.bruteforce.CaptchaForEverybody;
import io.komauth.bruteforce.FailureThreshold;
import io.komauth.bruteforce.LoginAttempt;
import io.komauth.bruteforce.LoginFailures;
import io.komauth.compat.FormFields;
import io.komauth.compat.LoginCondition;
import io.komauth.compat.LoginState;

import org.keycloak.authentication.AuthenticationFlowContext;

/**
 * Whether there were too many failed logins, by the name that is typed or from the address it comes from. Where everybody is asked for a
 * captcha, a subflow is run that asks for one; another, which may deny the login, is not.
 */
final class LoginFailuresCondition extends LoginCondition {

    static final LoginFailuresCondition INSTANCE = new LoginFailuresCondition();

    private LoginFailuresCondition() {
    }

    @Override
    public boolean matchCondition(AuthenticationFlowContext context) {
        if (CaptchaForEverybody.isOn(context.getSession(), context.getRealm())
                && CaptchaSteps.areIn(context.getRealm(), context.getExecution().getParentFlow())) {
            return true;
        }
        FailureThreshold threshold = FailureThreshold.of(context.getRealm(), context.getAuthenticatorConfig());
        LoginAttempt attempt = new LoginAttempt(username(context), context.getConnection().getRemoteHost());
        boolean reached = threshold.isAlwaysReached()
                || new LoginFailures(context.getSession(), context.getRealm()).isReached(attempt, threshold);
        return reached != LoginFailuresConditionFactory.isNegated(context.getAuthenticatorConfig());
    }

    /** The user's, where an earlier step has found one; else what this request brings, or what an earlier step has asked for. */
    private static String username(AuthenticationFlowContext context) {
        if (context.getUser() != null) {
            return context.getUser().getUsername();
        }
        String typed = context.getHttpRequest().getDecodedFormParameters().getFirst(FormFields.USERNAME);
        return typed != null ? typed
                : LoginState.attemptedUsername(context.getAuthenticationSession());
    }
}
