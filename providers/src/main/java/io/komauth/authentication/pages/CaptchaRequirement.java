package io.komauth.authentication.pages;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.ws.rs.core.MultivaluedMap;

import io.komauth.bruteforce.AttemptReservation;
import io.komauth.bruteforce.CaptchaForEverybody;
import io.komauth.bruteforce.FailureThreshold;
import io.komauth.bruteforce.LoginFailures;
import io.komauth.captcha.CaptchaRefusal;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * Whether a login attempt needs a captcha: always, or after too many failed logins by its name or from its address. Everybody may be
 * asked in place of the latter.
 */
final class CaptchaRequirement {

    /** A detail of the attempt's event: what kept it from being a guess at no cost. */
    private static final String EVENT_DETAIL = "captcha";

    private final AuthenticationFlowContext context;
    private final FailureThreshold threshold;
    private final boolean isAlways;
    private final PageCaptcha captcha;
    private AttemptReservation reservation;

    /**
     * @param username what was typed or is known of it; may be {@code null}
     * @param isLogin  whether the attempt counts as a failed login if it fails
     */
    CaptchaRequirement(AuthenticationFlowContext context, String username, boolean isLogin) {
        this.context = context;
        threshold = FailureThreshold.of(context.getRealm(), context.getAuthenticatorConfig());
        isAlways = threshold.isAlwaysReached() || CaptchaForEverybody.isOn(context.getSession(), context.getRealm());
        captcha = PageCaptcha.of(context.getSession(),
                CaptchaStepSettings.of(context.getSession(), context.getRealm(), context.getAuthenticatorConfig(), isLogin), username);
    }

    /** What an administrator sets for a page. */
    static List<ProviderConfigProperty> configProperties() {
        String help = "The captcha is asked for from this many failed logins on; 0 means always.";
        return Stream.concat(FailureThreshold.configProperties(0, help).stream(), CaptchaStepSettings.configProperties().stream())
                .toList();
    }

    /** Adds the field to the next page. */
    void addField(LoginFormsProvider forms) {
        CaptchaField.of(context.getSession()).addTo(forms, captcha);
    }

    /** @return whether the next attempt needs a captcha, as far as is known before it is made */
    boolean isRequired() {
        return isAlways || captcha.failures().isReached(threshold);
    }

    /** Adds the field to the page that comes if this attempt fails, if the next one needs a captcha then. */
    void addFieldForFailure(LoginFormsProvider forms) {
        if (reservation == null) {
            addField(forms);
        } else if (reservation.isLast()) {
            CaptchaField.of(context.getSession()).addTo(forms, captcha, 1);
        }
    }

    /**
     * Begins an attempt: reserves one of those that need no captcha, or redeems its captcha.
     *
     * @return why it must not be made; empty if it may
     */
    Optional<CaptchaRefusal> beginAttempt(MultivaluedMap<String, String> form) {
        if (!isAlways) {
            reservation = new LoginFailures(context.getSession(), context.getRealm()).reserve(captcha.attempt(), threshold).orElse(null);
            if (reservation != null) {
                reservation.recordIn(context.getEvent().detail(EVENT_DETAIL, "not_needed"));
                return Optional.empty();
            }
        }
        Optional<CaptchaRefusal> refusal = captcha.redeem(form);
        if (refusal.isEmpty()) {
            context.getEvent().detail(EVENT_DETAIL, "solved");
        }
        return refusal;
    }

    /** @return the key of a message that says why an attempt must not be made */
    String messageKey(CaptchaRefusal refusal) {
        boolean isNew = (refusal == CaptchaRefusal.NO_KEY || refusal == CaptchaRefusal.NO_WORK) && !threshold.isAlwaysReached();
        if (isNew) {
            return captcha.hasWork() ? "komAuthCaptchaWorkTooEasy" : "komAuthCaptchaFieldNeeded";
        }
        return captcha.messageKey(refusal);
    }

    /** Ends an attempt. One that has thrown an exception counts as failed. */
    void endAttempt(boolean succeeded) {
        if (reservation != null && succeeded) {
            reservation.release();
        } else if (reservation != null) {
            reservation.recordFailure(context.getEvent().getEvent());
        }
    }
}
