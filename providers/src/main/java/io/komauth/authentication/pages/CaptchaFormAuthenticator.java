package io.komauth.authentication.pages;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import io.komauth.authentication.DenyLockedAddress;
import io.komauth.authentication.MisplacedStep;
import io.komauth.captcha.CaptchaRefusal;
import io.komauth.compat.AttemptedUsername;
import io.komauth.compat.FormFields;
import io.komauth.compat.LoginState;
import io.komauth.compat.Passkeys;
import io.komauth.compat.ReplacedForm;
import io.komauth.text.DatabaseText;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.FlowStatus;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.utils.StringUtil;

/**
 * A page of Keycloak's with a captcha on it. What the page does is left to the authenticator that this server has for it,
 * whatever its version can: remember me, passkeys, login hints, social providers. It gets to see what was typed only after
 * the captcha was redeemed, so a wrong captcha says nothing about a name or a password, costs no hash, and is no failed
 * login.
 */
final class CaptchaFormAuthenticator implements Authenticator {

    private static final Set<FlowStatus> CHALLENGES = Set.of(FlowStatus.CHALLENGE, FlowStatus.FORCE_CHALLENGE,
            FlowStatus.FAILURE_CHALLENGE);

    private static final String CANCEL = "cancel";

    private final Authenticator page;
    private final PageType type;

    CaptchaFormAuthenticator(Authenticator page, PageType type) {
        this.page = page;
        this.type = type;
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        if (MisplacedStep.refuses(context)) {
            return;
        }
        if (type == PageType.BROKERED_LOGIN && LoginState.linkedUser(context).isEmpty()) {
            // Keycloak's page would end with an uncaught error
            MisplacedStep.showBrokerPage(context);
            return;
        }
        AttemptedUsername attempted = attemptedUsername(context);
        show(context, attempted);
        complete(context, attempted);
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        MultivaluedMap<String, String> form = storable(context);
        if (type.isLogin() && form.containsKey(CANCEL)) {
            // leads back to the application, and to no page
            page.action(context);
            return;
        }
        if (DenyLockedAddress.deniesForm(context)) {
            return;
        }
        AttemptedUsername attempted = attemptedUsername(context);
        if (type.isLogin() && Passkeys.isSubmitted(context.getSession(), form)) {
            if (!hasCredentials(form) && Passkeys.canBeVerified(context, form)) {
                tryPasskey(context, form, attempted);
            } else {
                // Keycloak would look up the name of it, or end the login
                show(context, attempted);
            }
        } else if (!hasCredentials(form) && !isNameHidden(context)) {
            // Keycloak would count an empty form as a failure of the name typed on the page before
            show(context, attempted);
        } else if (form.containsKey(CaptchaField.RELOAD_BUTTON)) {
            redisplay(context, form, attempted, requirement(context, username(context, form)));
        } else {
            attempt(context, form, attempted);
        }
        complete(context, attempted);
    }

    private void show(AuthenticationFlowContext context, AttemptedUsername attempted) {
        boolean required = addFieldIfRequired(context, requirement(context, knownUsername(context)));
        if (type == PageType.RESET_PASSWORD && attempted.get() == null) {
            attempted.set(attempted.hidden());
        }
        page.authenticate(context);
        if (required && wasSkipped(context)) {
            context.challenge(pageWithoutUsername(context));
        }
    }

    private CaptchaRequirement requirement(AuthenticationFlowContext context, String username) {
        return new CaptchaRequirement(context, username, type.isLogin());
    }

    /** The form as it was sent, or with another name if the database cannot look up what was typed. */
    private static MultivaluedMap<String, String> storable(AuthenticationFlowContext context) {
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        String typed = form.getFirst(FormFields.USERNAME);
        String name = DatabaseText.NAMES.storable(context.getSession(), context.getRealm(), typed);
        if (Objects.equals(name, typed)) {
            return form;
        }
        MultivaluedMap<String, String> changed = new MultivaluedHashMap<>(form);
        changed.putSingle(FormFields.USERNAME, name);
        return changed;
    }

    private static boolean hasCredentials(MultivaluedMap<String, String> form) {
        return form.containsKey(FormFields.USERNAME) || form.containsKey(CredentialRepresentation.PASSWORD);
    }

    /** No captcha, as there is nothing to guess, and no failure of the name typed before. */
    private void tryPasskey(AuthenticationFlowContext context, MultivaluedMap<String, String> form, AttemptedUsername attempted) {
        boolean wasKnown = isUserKnown(context);
        addFieldIfRequired(context, requirement(context, knownUsername(context)));
        submit(context, form);
        if (context.getStatus() == FlowStatus.SUCCESS && !wasKnown) {
            attempted.clear();
        }
    }

    private void attempt(AuthenticationFlowContext context, MultivaluedMap<String, String> form, AttemptedUsername attempted) {
        CaptchaRequirement requirement = requirement(context, username(context, form));
        Optional<CaptchaRefusal> refusal = requirement.beginAttempt(form);
        if (refusal.isPresent()) {
            CaptchaField.of(context.getSession()).setErrorKey(requirement.messageKey(refusal.get()));
            refusal.get().report(context.getEvent(), username(context, form));
            redisplay(context, form, attempted, requirement);
            return;
        }
        // an exception keeps the reservation, so an outage of the user store gives no free guesses
        try {
            requirement.addFieldForFailure(forms(context));
            if (type == PageType.USERNAME && context.getUser() != null && !isUserSet(context)) {
                // of a page that is none of Keycloak's, and has only the captcha
                page.authenticate(context);
            } else {
                submit(context, form);
            }
        } finally {
            requirement.endAttempt(context.getStatus() == FlowStatus.SUCCESS);
        }
    }

    private void submit(AuthenticationFlowContext context, MultivaluedMap<String, String> form) {
        page.action(form.equals(context.getHttpRequest().getDecodedFormParameters()) ? context : ReplacedForm.in(context, form));
        if (context.getStatus() == FlowStatus.FAILED) {
            // a passkey failed; the page is made again, as it may have to have a captcha, and there is no failure to count
            context.forceChallenge(type.page(forms(context)));
        }
    }

    /** By no failure, which Keycloak would count towards the lock-out of the user. What was typed is kept, but no password. */
    private void redisplay(AuthenticationFlowContext context, MultivaluedMap<String, String> form, AttemptedUsername attempted,
            CaptchaRequirement requirement) {
        LoginFormsProvider forms = forms(context);
        String name = form.getFirst(FormFields.USERNAME);
        if (StringUtil.isNotBlank(name) && !isUserKnown(context)) {
            attempted.set(name.strip());
        }
        requirement.addField(forms);
        page.authenticate(context);
        if (wasSkipped(context)) {
            context.forceChallenge(pageWithoutUsername(context));
        } else if (isChallenged(context)) {
            MultivaluedMap<String, String> shown = new MultivaluedHashMap<>(form);
            shown.remove(CredentialRepresentation.PASSWORD);
            context.forceChallenge(type.page(forms.setFormData(shown)));
        }
    }

    /**
     * Keycloak's username form asks nothing if an earlier step or session has set the user, and lets the request pass to the page
     * that asks for the password. A login by passkey has no such page.
     */
    private boolean wasSkipped(AuthenticationFlowContext context) {
        return type == PageType.USERNAME && context.getStatus() == FlowStatus.SUCCESS && !Passkeys.isVerified(context);
    }

    /** The page as Keycloak makes it where it has to ask for no name. */
    private Response pageWithoutUsername(AuthenticationFlowContext context) {
        return type.page(context.form()
                .setAttribute(LoginFormsProvider.USERNAME_HIDDEN, true)
                .setAttribute(LoginFormsProvider.REGISTRATION_DISABLED, true));
    }

    /** @return whether a captcha is needed */
    private static boolean addFieldIfRequired(AuthenticationFlowContext context, CaptchaRequirement requirement) {
        boolean required = requirement.isRequired();
        if (required) {
            requirement.addField(forms(context));
        }
        return required;
    }

    private void complete(AuthenticationFlowContext context, AttemptedUsername attempted) {
        completeField(context);
        if (isChallenged(context)) {
            attempted.hideAfterRequest();
        }
    }

    private void completeField(AuthenticationFlowContext context) {
        CaptchaField field = CaptchaField.of(context.getSession());
        if (!isChallenged(context)) {
            field.removeFrom(forms(context));
            return;
        }
        Response page = LoginState.challenge(context);
        Response withField = field.isMissingFrom(page) ? type.fallbackPage(forms(context)) : CheckedForm.of(page);
        if (withField != page) {
            replaceChallenge(context, withField);
        }
    }

    private static boolean isChallenged(AuthenticationFlowContext context) {
        return CHALLENGES.contains(context.getStatus());
    }

    private static void replaceChallenge(AuthenticationFlowContext context, Response page) {
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

    /** The name that the attempt is for: what is typed counts only where Keycloak looks at it. */
    private String username(AuthenticationFlowContext context, MultivaluedMap<String, String> form) {
        String typed = form.getFirst(FormFields.USERNAME);
        return typed == null || isUserKnown(context) ? knownUsername(context) : typed;
    }

    /** The page asks for no name: whatever comes from it is an attempt. */
    private boolean isNameHidden(AuthenticationFlowContext context) {
        return type.isLogin()
                && (isUserKnown(context) || LoginState.isUsernameHidden(context.getAuthenticationSession()));
    }

    /** An earlier step or session has set the user; a typed name is ignored. */
    private boolean isUserKnown(AuthenticationFlowContext context) {
        return isUserSet(context) || type == PageType.USERNAME && context.getUser() != null;
    }

    private static boolean isUserSet(AuthenticationFlowContext context) {
        return LoginState.isUserSet(context.getAuthenticationSession());
    }

    /** The name that the page shows, or whose password it asks for. */
    private static String knownUsername(AuthenticationFlowContext context) {
        AttemptedUsername attempted = attemptedUsername(context);
        // the user first: an earlier step may have noted whatever else was typed on its page
        return Stream.<Supplier<String>>of(
                () -> username(context.getUser()),
                attempted::get,
                () -> username(LoginState.linkedUser(context).orElse(null)),
                attempted::hidden,
                () -> LoginState.loginHint(context.getAuthenticationSession()),
                () -> LoginState.rememberedUsername(context.getSession()))
                .map(Supplier::get).filter(Objects::nonNull).findFirst().orElse(null);
    }

    private static String username(UserModel user) {
        return user == null ? null : user.getUsername();
    }

    private static AttemptedUsername attemptedUsername(AuthenticationFlowContext context) {
        return new AttemptedUsername(context.getSession(), context.getAuthenticationSession());
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
