package io.komauth.grant;

import jakarta.ws.rs.core.Response;

import io.komauth.captcha.CaptchaParameters;
import io.komauth.captcha.CaptchaRefusal;
import io.komauth.compat.ErrorResponses;
import io.komauth.compat.FormFields;
import io.komauth.compat.PasswordGrant;

/**
 * Keycloak's resource owner password credentials grant (RFC 6749, 4.3), behind a solved captcha. The captcha comes
 * first: whoever has not solved one learns nothing of user and password, and costs no password hash.
 */
final class CaptchaGrantType extends PasswordGrant {

    @Override
    public Response process(Context context) {
        setContext(context);
        CaptchaParameters.of(formParams).redeem(session).ifPresent(this::refuse);
        return super.process(context);
    }

    private void refuse(CaptchaRefusal refusal) {
        refusal.report(event, formParams.getFirst(FormFields.USERNAME));
        throw ErrorResponses.of(cors, refusal.error(), refusal.description(), Response.Status.BAD_REQUEST);
    }
}
