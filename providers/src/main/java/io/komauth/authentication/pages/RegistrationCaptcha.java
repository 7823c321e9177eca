package io.komauth.authentication.pages;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.google.auto.service.AutoService;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;

import io.komauth.authentication.MisplacedStep;
import io.komauth.captcha.CaptchaParameters;
import io.komauth.captcha.CaptchaRefusal;
import io.komauth.compat.AttemptedUsername;
import io.komauth.compat.FormFields;
import io.komauth.compat.MessageKeys;
import io.komauth.compat.RegistrationChecks;

import org.keycloak.Config;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.AuthenticationFlowException;
import org.keycloak.authentication.FormAction;
import org.keycloak.authentication.FormActionFactory;
import org.keycloak.authentication.FormContext;
import org.keycloak.authentication.ValidationContext;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.provider.ProviderConfigProperty;

/** A form action of a registration flow: a captcha on the registration page, wherever in the flow it stands. */
@AutoService(FormActionFactory.class)
public final class RegistrationCaptcha implements FormAction, FormActionFactory {

    private static final String FIELD_MISSING = "komAuthCaptchaFieldMissing";
    private static final String WORK_MISSING = "komAuthCaptchaWorkMissing";
    private static final Set<String> MISSING = Set.of(FIELD_MISSING, WORK_MISSING);
    private static final String NO_FIELD_NAME = null;

    @Override
    public void buildPage(FormContext context, LoginFormsProvider form) {
        MisplacedStep.refuse(context);
        CaptchaField field = CaptchaField.of(context.getSession());
        field.addTo(form, captcha(context));
        // in place of what other actions had to say: it could be whose e-mail is known. Keycloak itself leaves the errors of
        // actions that come after the one that excludes all others
        if (field.errorKey() != null) {
            form.setErrors(Stream.concat(Stream.of(message(context, field.errorKey())),
                    RegistrationChecks.failures(context).stream()).toList());
        } else if (isReloadRequested(context)) {
            form.setErrors(List.of());
        }
    }

    @Override
    public void validate(ValidationContext context) {
        if (isReloadRequested(context)) {
            reject(context, CaptchaRefusal.NO_CODE);
            return;
        }
        captcha(context).redeem(formData(context)).ifPresentOrElse(refusal -> {
            CaptchaField.of(context.getSession()).setErrorKey(messageKey(context, refusal));
            reject(context, refusal);
        }, context::success);
    }

    private static PageCaptcha captcha(FormContext context) {
        return PageCaptcha.withoutName(context.getSession(),
                CaptchaStepSettings.of(context.getSession(), context.getRealm(), context.getAuthenticatorConfig(), false));
    }

    private static void reject(ValidationContext context, CaptchaRefusal refusal) {
        // Keycloak counts a rejected registration as a failed login of the session's user, or of the name typed before
        if (context.getUser() != null) {
            throw new AuthenticationFlowException(AuthenticationFlowError.GENERIC_AUTHENTICATION_ERROR,
                    Errors.DIFFERENT_USER_AUTHENTICATING, MessageKeys.EXPIRED_ACTION);
        }
        AttemptedUsername attempted = new AttemptedUsername(context.getSession(), context.getAuthenticationSession());
        attempted.set(null);
        attempted.hideAfterRequest();
        context.getEvent().detail(Details.REASON, refusal.description());
        context.error(refusal.eventError());
        context.validationError(withoutPasswords(formData(context)), List.of(message(context, messageKey(context, refusal))));
        context.excludeOtherErrors();
    }

    /** Nothing at all comes from a page whose theme has no such field. */
    private static String messageKey(FormContext context, CaptchaRefusal refusal) {
        PageCaptcha captcha = captcha(context);
        boolean isMissing = refusal == CaptchaRefusal.NO_KEY || refusal == CaptchaRefusal.NO_WORK;
        if (isMissing && !formData(context).containsKey(CaptchaParameters.WORK)) {
            return captcha.hasWork() ? WORK_MISSING : FIELD_MISSING;
        }
        return captcha.messageKey(refusal);
    }

    /** The text itself: by the key, Keycloak would fall back to the realm's language where the page's is none of ours. */
    private static FormMessage message(FormContext context, String key) {
        return new FormMessage(MISSING.contains(key) ? NO_FIELD_NAME : CaptchaParameters.CODE,
                CaptchaField.of(context.getSession()).text(key));
    }

    private static boolean isReloadRequested(FormContext context) {
        return formData(context).containsKey(CaptchaField.RELOAD_BUTTON);
    }

    private static MultivaluedMap<String, String> formData(FormContext context) {
        return context.getHttpRequest().getDecodedFormParameters();
    }

    private static MultivaluedMap<String, String> withoutPasswords(MultivaluedMap<String, String> form) {
        MultivaluedMap<String, String> shown = new MultivaluedHashMap<>(form);
        shown.remove(FormFields.REGISTRATION_PASSWORD);
        shown.remove(FormFields.REGISTRATION_PASSWORD_CONFIRM);
        return shown;
    }

    @Override
    public String getId() {
        return "registration-captcha-image";
    }

    @Override
    public String getDisplayType() {
        return "Captcha";
    }

    @Override
    public String getHelpText() {
        return "Adds a captcha to the registration page. Where the realm's login theme has no captcha field, a plain page "
                + "takes the place of the theme's.";
    }

    @Override
    public Requirement[] getRequirementChoices() {
        return new Requirement[] {Requirement.REQUIRED, Requirement.DISABLED};
    }

    @Override
    public String getReferenceCategory() {
        return null;
    }

    @Override
    public boolean isConfigurable() {
        return true;
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return CaptchaStepSettings.configProperties();
    }

    @Override
    public boolean isUserSetupAllowed() {
        return false;
    }

    @Override
    public FormAction create(KeycloakSession session) {
        return this;
    }

    @Override
    public void success(FormContext context) {
    }

    @Override
    public boolean requiresUser() {
        return false;
    }

    @Override
    public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        return true;
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {
    }

    @Override
    public void init(Config.Scope config) {
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
    }

    @Override
    public void close() {
    }
}
