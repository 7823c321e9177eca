package io.komauth.authentication;

import io.komauth.bruteforce.FailureThreshold;
import io.komauth.bruteforce.LoginAttempt;
import io.komauth.bruteforce.LoginFailures;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.browser.AbstractUsernameFormAuthenticator;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.AuthenticationManager;

/** Whether there were too many failed logins, by the name that is typed or from the address it comes from. */
final class LoginFailuresCondition implements ConditionalAuthenticator {

    static final LoginFailuresCondition INSTANCE = new LoginFailuresCondition();

    private LoginFailuresCondition() {
    }

    @Override
    public boolean matchCondition(AuthenticationFlowContext context) {
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
        String typed = context.getHttpRequest().getDecodedFormParameters().getFirst(AuthenticationManager.FORM_USERNAME);
        return typed != null ? typed
                : context.getAuthenticationSession().getAuthNote(AbstractUsernameFormAuthenticator.ATTEMPTED_USERNAME);
    }

    @Override
    public void action(AuthenticationFlowContext context) {
    }

    @Override
    public boolean requiresUser() {
        return false;
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {
    }

    @Override
    public void close() {
    }
}
