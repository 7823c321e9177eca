package io.komauth.authentication.pages;

import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.core.MultivaluedMap;

import io.komauth.captcha.CaptchaForm;
import io.komauth.captcha.CaptchaRefusal;
import io.komauth.failures.Attempt;
import io.komauth.failures.Claim;
import io.komauth.failures.FailureLimit;
import io.komauth.failures.LoginFailures;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.provider.ProviderConfigProperty;

/** Whether an attempt needs a captcha: always, or once there were too many failed logins by its name or from its address. */
final class CaptchaDemand {

    /** A detail of the attempt's event: what kept it from being a guess at no cost. */
    private static final String EVENT_DETAIL = "captcha";

    private final AuthenticationFlowContext context;
    private final FailureLimit limit;
    private final Attempt attempt;
    private Claim claim;

    /** @param username what was typed or is known of it; may be {@code null} */
    CaptchaDemand(AuthenticationFlowContext context, String username) {
        this.context = context;
        limit = FailureLimit.of(context.getRealm(), context.getAuthenticatorConfig());
        attempt = new Attempt(username, context.getConnection().getRemoteHost());
    }

    /** What an administrator sets for a page. */
    static List<ProviderConfigProperty> properties() {
        return FailureLimit.properties(0, "The captcha is asked for from this many failed logins on; 0 means always.");
    }

    /** @return whether the next attempt needs a captcha, as far as is known before it is made */
    boolean stands() {
        return limit.isAlwaysReached() || failures().reachedBy(attempt, limit);
    }

    /** @return whether the attempt after this one needs a captcha, if this one fails; the count need not be read again for it */
    boolean standsAfterFailure() {
        return claim == null || claim.isLast();
    }

    /**
     * Begins an attempt: it is one of the few that need no captcha, or its captcha is redeemed.
     *
     * @return why it must not be made; empty if it may
     */
    Optional<CaptchaRefusal> meet(MultivaluedMap<String, String> form) {
        if (!limit.isAlwaysReached()) {
            claim = failures().claim(attempt, limit).orElse(null);
            if (claim != null) {
                claim.noteIn(context.getEvent().detail(EVENT_DETAIL, "not_needed"));
                return Optional.empty();
            }
        }
        Optional<CaptchaRefusal> refusal = CaptchaForm.of(form).redeem(context.getSession());
        if (refusal.isEmpty()) {
            context.getEvent().detail(EVENT_DETAIL, "solved");
        }
        return refusal;
    }

    /** @return the key of a message that says why an attempt must not be made */
    String explain(CaptchaRefusal refusal) {
        boolean isNew = refusal == CaptchaRefusal.NO_KEY && !limit.isAlwaysReached();
        return isNew ? "komAuthCaptchaFieldNeeded" : refusal.fieldMessageKey();
    }

    /** Ends an attempt. Of one that has thrown an exception there is no telling, and it counts as failed. */
    void attemptEnded(boolean succeeded) {
        if (claim != null && succeeded) {
            claim.takeBack();
        } else if (claim != null) {
            claim.fail(context.getEvent().getEvent());
        }
    }

    private LoginFailures failures() {
        return new LoginFailures(context.getSession(), context.getRealm());
    }
}
