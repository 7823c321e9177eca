package io.komauth.authentication;

import java.util.Objects;

import com.google.auto.service.AutoService;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import io.komauth.captcha.CaptchaErrorRepresentation;
import io.komauth.captcha.CaptchaParameters;
import io.komauth.captcha.RefusedCaptcha;
import io.komauth.compat.FormFields;
import io.komauth.compat.LoginState;
import io.komauth.compat.StepWithoutSetup;
import io.komauth.text.DatabaseText;

import org.keycloak.OAuthErrorException;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;

/**
 * A step of a direct grant flow: no captcha, no {@code password} grant. A request by the {@code captcha} grant has
 * redeemed its captcha already, and passes.
 */
@AutoService(AuthenticatorFactory.class)
public final class ValidateCaptcha extends StepWithoutSetup {

    static final String PROVIDER_ID = "direct-grant-validate-captcha";

    /** As Keycloak's own step for the username has it. */
    private static final String INVALID_CREDENTIALS = "Invalid user credentials";

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        if (!LoginState.isDirectGrant(context)) {
            MisplacedStep.showPage(context);
            return;
        }
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        String typed = form.getFirst(FormFields.USERNAME);
        String username = DatabaseText.NAMES.storable(context.getSession(), context.getRealm(), typed);
        CaptchaParameters.of(form).redeem(context.getSession(), username).ifPresentOrElse(
                refused -> refuse(context, username, refused),
                () -> pass(context, username, Objects.equals(username, typed)));
    }

    /** @param isStorable whether the next step can look up what was typed: a failed query would be an error of the server */
    private void pass(AuthenticationFlowContext context, String username, boolean isStorable) {
        if (isStorable) {
            context.success();
            return;
        }
        context.getEvent().detail(Details.USERNAME, username).error(Errors.USER_NOT_FOUND);
        context.failure(AuthenticationFlowError.INVALID_USER, errorResponse(Response.Status.BAD_REQUEST.getStatusCode(),
                OAuthErrorException.INVALID_GRANT, INVALID_CREDENTIALS));
    }

    /** Of the error page, which has no form. */
    @Override
    public void action(AuthenticationFlowContext context) {
        authenticate(context);
    }

    /** By a challenge, not a failure: Keycloak counts a failure towards the lock-out of the user, if one is known. */
    private void refuse(AuthenticationFlowContext context, String username, RefusedCaptcha refused) {
        refused.reason().report(context.getEvent(), username);
        context.forceChallenge(Response.status(Response.Status.BAD_REQUEST).type(MediaType.APPLICATION_JSON_TYPE)
                .entity(CaptchaErrorRepresentation.of(context.getSession(), refused)).build());
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public String getDisplayType() {
        return "Captcha for direct grants";
    }

    @Override
    public String getHelpText() {
        return "For direct grant flows, not for login pages. Validates the captcha supplied as 'captchaKey' and 'captchaCode', or as "
                + "'altcha', form parameters in direct grant request. Put it before the username, so that wrong captchas say nothing of users and lock none of them out.";
    }
}
