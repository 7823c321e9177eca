package io.komauth.grant;

import java.util.Objects;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

import io.komauth.bruteforce.AddressLock;
import io.komauth.captcha.CaptchaErrorRepresentation;
import io.komauth.captcha.CaptchaParameters;
import io.komauth.captcha.RefusedCaptcha;
import io.komauth.compat.DirectGrantFlow;
import io.komauth.compat.FormFields;
import io.komauth.compat.PasswordGrant;
import io.komauth.compat.ReplacedForm;
import io.komauth.password.PasswordRefusal;
import io.komauth.password.SentPasswords;
import io.komauth.text.DatabaseText;

import org.keycloak.OAuthErrorException;
import org.keycloak.events.Details;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;

/**
 * Keycloak's resource owner password credentials grant (RFC 6749, 4.3), behind a solved captcha. The captcha comes
 * first: without a solved one, a request learns nothing about user and password, and costs no password hash.
 */
final class CaptchaGrantType extends PasswordGrant {

    @Override
    public Response process(Context context) {
        setContext(context);
        String typed = formParams.getFirst(FormFields.USERNAME);
        String username = DatabaseText.NAMES.storable(session, realm, typed);
        // what the flow would deny need not spend a captcha
        if (DirectGrantFlow.requires(client, AddressLock.STEP_ID) && AddressLock.denies(session, realm)) {
            return deny(username);
        }
        return CaptchaParameters.of(formParams).redeem(session, username)
                .map(refused -> refuse(refused, username))
                .or(() -> SentPasswords.prepare(session, request.getDecodedFormParameters())
                        .map(refusal -> refuse(refusal, username)))
                .orElseGet(() -> super.process(Objects.equals(username, typed) ? context : named(username)));
    }

    private Response refuse(RefusedCaptcha refused, String username) {
        refused.reason().report(event, username);
        return refuse(CaptchaErrorRepresentation.of(session, refused));
    }

    /** @return what the request is with another name */
    private Context named(String username) {
        MultivaluedMap<String, String> form = new MultivaluedHashMap<>(formParams);
        form.putSingle(FormFields.USERNAME, username);
        session.getContext().setHttpRequest(ReplacedForm.in(request, form));
        return new Context(session, clientConfig, clientAuthAttributes, form, event, cors, tokenManager);
    }

    private Response deny(String username) {
        AddressLock.report(event.detail(Details.USERNAME, username));
        return refuse(new OAuth2ErrorRepresentation(OAuthErrorException.INVALID_GRANT, AddressLock.DENIED));
    }

    private Response refuse(PasswordRefusal refusal, String username) {
        refusal.report(event, username);
        return refuse(new OAuth2ErrorRepresentation(refusal.error(), refusal.description()));
    }

    private Response refuse(OAuth2ErrorRepresentation error) {
        return cors.add(Response.status(Response.Status.BAD_REQUEST).type(MediaType.APPLICATION_JSON_TYPE).entity(error));
    }
}
