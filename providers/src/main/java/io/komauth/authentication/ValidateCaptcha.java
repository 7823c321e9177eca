package io.komauth.authentication;

import java.util.List;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import com.google.auto.service.AutoService;

import io.komauth.captcha.CaptchaForm;
import io.komauth.captcha.CaptchaRefusal;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.authentication.authenticators.directgrant.AbstractDirectGrantAuthenticator;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.services.managers.AuthenticationManager;

/**
 * A step of a direct grant flow: no captcha, no {@code password} grant. A request by the {@code captcha} grant has
 * redeemed its captcha already, and passes.
 */
@AutoService(AuthenticatorFactory.class)
public final class ValidateCaptcha extends AbstractDirectGrantAuthenticator {

    static final String PROVIDER_ID = "direct-grant-validate-captcha";

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        CaptchaForm.of(form).redeem(context.getSession()).ifPresentOrElse(
                refusal -> refuse(context, form.getFirst(AuthenticationManager.FORM_USERNAME), refusal),
                context::success);
    }

    /** By a challenge, not a failure: Keycloak counts a failure towards the lock-out of the user, if one is known. */
    private void refuse(AuthenticationFlowContext context, String username, CaptchaRefusal refusal) {
        refusal.report(context.getEvent(), username);
        context.forceChallenge(
                errorResponse(Response.Status.BAD_REQUEST.getStatusCode(), refusal.error(), refusal.description()));
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
    public boolean isUserSetupAllowed() {
        return false;
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public String getDisplayType() {
        return "Captcha";
    }

    @Override
    public String getReferenceCategory() {
        return null;
    }

    @Override
    public String getHelpText() {
        return "Validates the captcha supplied as 'captchaKey' and 'captchaCode' form parameters in direct grant request. "
                + "Put it before the username, so that wrong captchas say nothing of users and lock none of them out.";
    }

    @Override
    public boolean isConfigurable() {
        return false;
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return List.of();
    }

    /** No choice, so that the Admin Console adds the step as required; with a choice it would add it disabled. */
    @Override
    public Requirement[] getRequirementChoices() {
        return new Requirement[] {Requirement.REQUIRED};
    }
}
