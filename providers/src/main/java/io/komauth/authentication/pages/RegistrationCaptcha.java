package io.komauth.authentication.pages;

import java.util.List;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;

import com.google.auto.service.AutoService;

import io.komauth.captcha.CaptchaForm;
import io.komauth.captcha.CaptchaRefusal;

import org.keycloak.Config;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.AuthenticationFlowException;
import org.keycloak.authentication.FormAction;
import org.keycloak.authentication.FormActionFactory;
import org.keycloak.authentication.FormContext;
import org.keycloak.authentication.ValidationContext;
import org.keycloak.authentication.forms.RegistrationPage;
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
import org.keycloak.services.messages.Messages;

/** A form action of a registration flow: a captcha on the registration page, wherever in the flow it stands. */
@AutoService(FormActionFactory.class)
public final class RegistrationCaptcha implements FormAction, FormActionFactory {

    private static final String NO_FIELD = "komAuthCaptchaFieldMissing";
    private static final String WHOLE_PAGE = null;

    @Override
    public void buildPage(FormContext context, LoginFormsProvider form) {
        CaptchaField field = CaptchaField.of(context.getSession());
        field.offer(form);
        // in place of what other actions had to say: it could be whose e-mail is known. Keycloak itself leaves the errors of
        // actions that come after the one that excludes all others
        if (field.refusal() != null) {
            form.setErrors(List.of(message(context, field.refusal())));
        } else if (asksForAnother(context)) {
            form.setErrors(List.of());
        }
    }

    @Override
    public void validate(ValidationContext context) {
        if (asksForAnother(context)) {
            reject(context, CaptchaRefusal.NO_CODE);
            return;
        }
        CaptchaForm.of(posted(context)).redeem(context.getSession()).ifPresentOrElse(refusal -> {
            CaptchaField.of(context.getSession()).refuse(explain(refusal));
            reject(context, refusal);
        }, context::success);
    }

    private static void reject(ValidationContext context, CaptchaRefusal refusal) {
        // Keycloak takes a rejected registration for a failed login of the session's user, or of whoever was named before
        if (context.getUser() != null) {
            throw new AuthenticationFlowException(AuthenticationFlowError.GENERIC_AUTHENTICATION_ERROR,
                    Errors.DIFFERENT_USER_AUTHENTICATING, Messages.EXPIRED_ACTION);
        }
        TypedUsername typed = new TypedUsername(context.getSession(), context.getAuthenticationSession());
        typed.set(null);
        typed.hideAfterRequest();
        context.getEvent().detail(Details.REASON, refusal.description());
        context.error(refusal.eventError());
        context.validationError(withoutPasswords(posted(context)), List.of(message(context, explain(refusal))));
        context.excludeOtherErrors();
    }

    /** Nothing at all comes from a page whose theme has no such field. */
    private static String explain(CaptchaRefusal refusal) {
        return refusal == CaptchaRefusal.NO_KEY ? NO_FIELD : refusal.fieldMessageKey();
    }

    /** The text itself: by the key, Keycloak would fall back to the realm's language where the page's is none of ours. */
    private static FormMessage message(FormContext context, String key) {
        return new FormMessage(key.equals(NO_FIELD) ? WHOLE_PAGE : CaptchaForm.CODE,
                CaptchaField.of(context.getSession()).text(key));
    }

    private static boolean asksForAnother(FormContext context) {
        return posted(context).containsKey(CaptchaField.ANOTHER);
    }

    private static MultivaluedMap<String, String> posted(FormContext context) {
        return context.getHttpRequest().getDecodedFormParameters();
    }

    private static MultivaluedMap<String, String> withoutPasswords(MultivaluedMap<String, String> form) {
        MultivaluedMap<String, String> shown = new MultivaluedHashMap<>(form);
        shown.remove(RegistrationPage.FIELD_PASSWORD);
        shown.remove(RegistrationPage.FIELD_PASSWORD_CONFIRM);
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
        return "Adds a captcha to the registration page. The page shows it if the realm's login theme has the field, as 'kom' "
                + "has; with any other theme use it in a form 'Captcha Registration Page'.";
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
        return false;
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return List.of();
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
