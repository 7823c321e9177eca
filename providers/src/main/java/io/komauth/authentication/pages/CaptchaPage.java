package io.komauth.authentication.pages;

import java.util.Optional;
import java.util.Set;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import io.komauth.captcha.CaptchaRefusal;

import org.keycloak.WebAuthnConstants;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.FlowStatus;
import org.keycloak.authentication.authenticators.browser.AbstractUsernameFormAuthenticator;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.utils.StringUtil;

/**
 * A page of Keycloak's with a captcha on it. What the page does is left to the authenticator that this server has for it,
 * whatever its version can: remember me, passkeys, login hints, social providers. It gets to see what was typed only after
 * the captcha was redeemed, so a wrong captcha says nothing about a name or a password, costs no hash, and is no failed
 * login.
 */
final class CaptchaPage implements Authenticator {

    private static final Set<FlowStatus> CHALLENGES = Set.of(FlowStatus.CHALLENGE, FlowStatus.FORCE_CHALLENGE,
            FlowStatus.FAILURE_CHALLENGE);

    private static final String CANCEL = "cancel";

    private final Authenticator page;
    private final PageKind kind;

    CaptchaPage(Authenticator page, PageKind kind) {
        this.page = page;
        this.kind = kind;
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        show(context);
        complete(context);
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        if (kind.isLogin() && form.containsKey(CANCEL)) {
            // leads back to the application, and to no page
            page.action(context);
            return;
        }
        if (kind.isLogin() && isPasskey(form)) {
            tryPasskey(context);
        } else if (!isAttempt(form)) {
            // Keycloak would count what is empty for whoever was named on the page before
            show(context);
        } else if (form.containsKey(CaptchaField.ANOTHER)) {
            showAgain(context, form);
        } else {
            attempt(context, form);
        }
        complete(context);
    }

    private void show(AuthenticationFlowContext context) {
        offerIfNeeded(context, new CaptchaDemand(context, knownUsername(context)));
        page.authenticate(context);
    }

    private static boolean isAttempt(MultivaluedMap<String, String> form) {
        return form.containsKey(AuthenticationManager.FORM_USERNAME) || form.containsKey(CredentialRepresentation.PASSWORD);
    }

    /** With a name or a password beside it, it could be a guess at these, on a server that does not take passkeys here. */
    private static boolean isPasskey(MultivaluedMap<String, String> form) {
        return !isAttempt(form)
                && (form.containsKey(WebAuthnConstants.AUTHENTICATOR_DATA) || form.containsKey(WebAuthnConstants.ERROR));
    }

    /** No captcha, as there is nothing to guess; and no failure for whoever was named on the page before. */
    private void tryPasskey(AuthenticationFlowContext context) {
        if (!isUserSet(context)) {
            context.getAuthenticationSession().removeAuthNote(AbstractUsernameFormAuthenticator.ATTEMPTED_USERNAME);
        }
        offerIfNeeded(context, new CaptchaDemand(context, knownUsername(context)));
        page.action(context);
    }

    private void attempt(AuthenticationFlowContext context, MultivaluedMap<String, String> form) {
        CaptchaDemand demand = new CaptchaDemand(context, username(context, form));
        Optional<CaptchaRefusal> refusal = demand.meet(form);
        if (refusal.isPresent()) {
            CaptchaField.of(context.getSession()).refuse(demand.explain(refusal.get()));
            refusal.get().report(context.getEvent(), username(context, form));
            showAgain(context, form);
            return;
        }
        // what this throws is no success either: who guesses while a user store fails must not do so at no cost
        try {
            if (demand.standsAfterFailure()) {
                CaptchaField.of(context.getSession()).offer(forms(context));
            }
            page.action(context);
        } finally {
            demand.attemptEnded(context.getStatus() == FlowStatus.SUCCESS);
        }
    }

    /** By no failure, which Keycloak would count towards the lock-out of the user. What was typed is kept, but no password. */
    private void showAgain(AuthenticationFlowContext context, MultivaluedMap<String, String> form) {
        LoginFormsProvider forms = forms(context);
        rememberTypedName(context, form);
        CaptchaField.of(context.getSession()).offer(forms);
        page.authenticate(context);
        if (isChallenged(context)) {
            MultivaluedMap<String, String> typed = new MultivaluedHashMap<>(form);
            typed.remove(CredentialRepresentation.PASSWORD);
            context.forceChallenge(kind.page(forms.setFormData(typed)));
        }
    }

    /** As Keycloak does with each attempt; its page for resetting the password shows the name from there. */
    private static void rememberTypedName(AuthenticationFlowContext context, MultivaluedMap<String, String> form) {
        String typed = form.getFirst(AuthenticationManager.FORM_USERNAME);
        if (StringUtil.isNotBlank(typed) && !isUserSet(context)) {
            context.getAuthenticationSession().setAuthNote(AbstractUsernameFormAuthenticator.ATTEMPTED_USERNAME,
                    typed.strip());
        }
    }

    private void offerIfNeeded(AuthenticationFlowContext context, CaptchaDemand demand) {
        if (demand.stands()) {
            CaptchaField.of(context.getSession()).offer(forms(context));
        }
    }

    private void complete(AuthenticationFlowContext context) {
        CaptchaField field = CaptchaField.of(context.getSession());
        if (!isChallenged(context)) {
            field.withdraw(forms(context));
        } else if (field.isMissingFrom(((AuthenticationProcessor.Result) context).getChallenge())) {
            challengeInstead(context, kind.ownPage(forms(context)));
        }
    }

    private static boolean isChallenged(AuthenticationFlowContext context) {
        return CHALLENGES.contains(context.getStatus());
    }

    private static void challengeInstead(AuthenticationFlowContext context, Response page) {
        switch (context.getStatus()) {
            case FAILURE_CHALLENGE -> context.failureChallenge(context.getError(), page);
            case FORCE_CHALLENGE -> context.forceChallenge(page);
            default -> context.challenge(page);
        }
    }

    /** The one that Keycloak's page was made by, in the state it is in; the flow context would set it back. */
    private static LoginFormsProvider forms(AuthenticationFlowContext context) {
        return context.getSession().getProvider(LoginFormsProvider.class);
    }

    /** The name that the attempt is for: what is typed counts only where Keycloak asks for it. */
    private static String username(AuthenticationFlowContext context, MultivaluedMap<String, String> form) {
        String typed = form.getFirst(AuthenticationManager.FORM_USERNAME);
        return typed == null || isUserSet(context) ? knownUsername(context) : typed;
    }

    /** An earlier step or session has said who it is; the page asks for the password alone. */
    private static boolean isUserSet(AuthenticationFlowContext context) {
        return Boolean.parseBoolean(context.getAuthenticationSession()
                .getAuthNote(AbstractUsernameFormAuthenticator.USER_SET_BEFORE_USERNAME_PASSWORD_AUTH));
    }

    /** The name that the page shows, or whose password it asks for. */
    private static String knownUsername(AuthenticationFlowContext context) {
        String attempted = context.getAuthenticationSession()
                .getAuthNote(AbstractUsernameFormAuthenticator.ATTEMPTED_USERNAME);
        if (attempted != null) {
            return attempted;
        }
        if (context.getUser() != null) {
            return context.getUser().getUsername();
        }
        String hint = context.getAuthenticationSession().getClientNote(OIDCLoginProtocol.LOGIN_HINT_PARAM);
        return hint != null ? hint : AuthenticationManager.getRememberMeUsername(context.getSession());
    }

    @Override
    public boolean requiresUser() {
        return page.requiresUser();
    }

    @Override
    public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        return page.configuredFor(session, realm, user);
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {
        page.setRequiredActions(session, realm, user);
    }

    @Override
    public void close() {
        page.close();
    }
}
