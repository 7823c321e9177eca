package io.komauth.authentication;

import com.google.auto.service.AutoService;

import jakarta.ws.rs.core.Response;

import io.komauth.bruteforce.AddressLock;
import io.komauth.compat.FormFields;
import io.komauth.compat.LoginState;
import io.komauth.compat.StepWithoutSetup;
import io.komauth.text.DatabaseText;

import org.keycloak.OAuthErrorException;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.events.Details;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * A step of any flow: whoever comes from an address that too many logins have failed from goes no further. A flow does not come
 * back to a step that it has passed, so our pages ask {@link #deniesForm} again with each form.
 */
@AutoService(AuthenticatorFactory.class)
public final class DenyLockedAddress extends StepWithoutSetup {

    /** A note of an authentication session, and after it the path of the flow. */
    private static final String PASSED = "kom.address-lock.";

    /** Denies the form of a page that was opened before its address was locked, if the flow has the step. */
    public static boolean deniesForm(AuthenticationFlowContext context) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        boolean denied = login.getAuthNote(PASSED + context.getFlowPath()) != null
                && AddressLock.denies(context.getSession(), context.getRealm());
        if (denied) {
            denyPage(context);
        }
        return denied;
    }

    private static void denyPage(AuthenticationFlowContext context) {
        AddressLock.report(context.getEvent());
        context.forceChallenge(LockedAddressPage.of(context.getSession(), context.getAuthenticationSession()));
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        if (!AddressLock.denies(context.getSession(), context.getRealm())) {
            context.getAuthenticationSession().setAuthNote(PASSED + context.getFlowPath(), Boolean.TRUE.toString());
            context.success();
        } else if (LoginState.isWithoutPages(context)) {
            String typed = context.getHttpRequest().getDecodedFormParameters().getFirst(FormFields.USERNAME);
            AddressLock.report(context.getEvent().detail(Details.USERNAME,
                    DatabaseText.NAMES.storable(context.getSession(), context.getRealm(), typed)));
            // by a challenge, not a failure: Keycloak counts a failure towards the lock-out of the user, if one is known
            context.forceChallenge(errorResponse(Response.Status.BAD_REQUEST.getStatusCode(), OAuthErrorException.INVALID_GRANT,
                    AddressLock.DENIED));
        } else {
            denyPage(context);
        }
    }

    /** The page that it shows has no form. */
    @Override
    public void action(AuthenticationFlowContext context) {
        authenticate(context);
    }

    @Override
    public String getId() {
        return AddressLock.STEP_ID;
    }

    @Override
    public String getDisplayType() {
        return "Deny locked address";
    }

    @Override
    public String getHelpText() {
        return "Denies the login if too many logins have failed from the address, whatever the user and the password. The realm "
                + "attributes address-lock.failures, .window and .allowed say how many, for how many seconds, and which "
                + "addresses are never locked. Put it before the captcha and the username.";
    }
}
