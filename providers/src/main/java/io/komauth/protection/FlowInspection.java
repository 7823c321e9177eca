package io.komauth.protection;

import java.util.ArrayList;
import java.util.List;

import io.komauth.authentication.LoginFailuresConditionFactory;
import io.komauth.bruteforce.FailureThreshold;
import io.komauth.compat.FlowSteps;
import io.komauth.protection.LoginProviders.Judged;

import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Goes through a flow as Keycloak does: required steps one after the other, each alternative from where its flow begins, a conditional
 * subflow either run or skipped. Disabled steps do not count, nor do alternatives beside required steps.
 */
final class FlowInspection {

    private static final String REGISTRATION_CAPTCHA = "registration-captcha-image";
    private static final String FORM_FLOW = "form-flow";
    private static final String DENY = "deny-access-authenticator";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final boolean isDirectGrant;
    private final List<InspectedStep> steps = new ArrayList<>();

    private FlowInspection(KeycloakSession session, RealmModel realm, boolean isDirectGrant) {
        this.session = session;
        this.realm = realm;
        this.isDirectGrant = isDirectGrant;
    }

    /**
     * @param isDirectGrant whether the flow is run by token requests, and not by pages
     * @return the steps that a login can reach, in the order of the flow
     */
    static List<InspectedStep> of(KeycloakSession session, RealmModel realm, AuthenticationFlowModel flow, boolean isDirectGrant) {
        FlowInspection inspection = new FlowInspection(session, realm, isDirectGrant);
        inspection.inspect(flow, CaptchaCover.NONE);
        return inspection.steps;
    }

    /** @return what covers the steps that come after the flow */
    private CaptchaCover inspect(AuthenticationFlowModel flow, CaptchaCover before) {
        List<AuthenticationExecutionModel> enabled = enabled(flow);
        if (FORM_FLOW.equals(flow.getProviderId())) {
            return inspectForm(flow, enabled, before);
        }
        List<AuthenticationExecutionModel> run = enabled.stream().filter(step -> !isCondition(step)).toList();
        List<AuthenticationExecutionModel> required = run.stream().filter(step -> step.isRequired() || step.isConditional()).toList();
        if (!required.isEmpty()) {
            CaptchaCover cover = before;
            for (AuthenticationExecutionModel step : required) {
                cover = inspect(flow, step, cover);
            }
            return cover;
        }
        return run.stream().filter(AuthenticationExecutionModel::isAlternative).map(step -> inspect(flow, step, before))
                .reduce(CaptchaCover::weaker).orElse(before);
    }

    private CaptchaCover inspect(AuthenticationFlowModel flow, AuthenticationExecutionModel step, CaptchaCover before) {
        if (!step.isAuthenticatorFlow()) {
            return inspectStep(flow, step, before);
        }
        if (step.getAuthenticator() != null) {
            steps.add(new InspectedStep(step.getAuthenticator(), flow.getAlias(), before));
        }
        AuthenticationFlowModel subflow = realm.getAuthenticationFlowById(step.getFlowId());
        if (subflow == null) {
            return before;
        }
        return step.isConditional() ? inspectConditional(subflow, before) : inspect(subflow, before);
    }

    private CaptchaCover inspectConditional(AuthenticationFlowModel subflow, CaptchaCover before) {
        List<AuthenticationExecutionModel> conditions = enabled(subflow).stream().filter(this::isCondition).toList();
        if (conditions.isEmpty()) {
            // Keycloak skips it
            return before;
        }
        if (conditions.size() > 1 || !LoginFailuresConditionFactory.PROVIDER_ID.equals(conditions.get(0).getAuthenticator())) {
            return before.weaker(inspect(subflow, before));
        }
        AuthenticatorConfigModel config = config(conditions.get(0));
        boolean isAlways = FailureThreshold.of(realm, config).isAlwaysReached();
        CaptchaCover laterCover = before.stronger(CaptchaCover.AFTER_FAILURES);
        if (LoginFailuresConditionFactory.isNegated(config)) {
            return isAlways ? before : before.weaker(inspect(subflow, laterCover));
        }
        CaptchaCover after = inspect(subflow, before);
        return isAlways ? after : laterCover.weaker(after);
    }

    private CaptchaCover inspectStep(AuthenticationFlowModel flow, AuthenticationExecutionModel step, CaptchaCover before) {
        String id = step.getAuthenticator();
        boolean isCaptcha = LoginProviders.judgedBy(id) == Judged.CAPTCHA;
        int failures = isCaptcha ? FailureThreshold.of(realm, config(step)).failures() : 0;
        CaptchaCover own = failures == 0 ? CaptchaCover.ALWAYS : CaptchaCover.AFTER_FAILURES;
        CaptchaCover after = isCaptcha ? before.stronger(own) : before;
        steps.add(new InspectedStep(id, flow.getAlias(), after));
        return DENY.equals(id) || isCaptcha && isMisplaced(id) ? CaptchaCover.UNREACHABLE : after;
    }

    /** The captcha of a form is checked before what the form makes of its fields counts, wherever it stands. */
    private CaptchaCover inspectForm(AuthenticationFlowModel form, List<AuthenticationExecutionModel> actions, CaptchaCover before) {
        boolean hasCaptcha = actions.stream().anyMatch(action -> REGISTRATION_CAPTCHA.equals(action.getAuthenticator()));
        CaptchaCover cover = hasCaptcha ? CaptchaCover.ALWAYS : before;
        actions.forEach(action -> steps.add(new InspectedStep(action.getAuthenticator(), form.getAlias(), cover)));
        return cover;
    }

    /** A step of ours in the wrong kind of flow answers with an error, and lets nothing pass. */
    private boolean isMisplaced(String id) {
        return isDirectGrant ? LoginProviders.isForPages(id) : LoginProviders.isForDirectGrants(id);
    }

    private List<AuthenticationExecutionModel> enabled(AuthenticationFlowModel flow) {
        return realm.getAuthenticationExecutionsStream(flow.getId()).filter(AuthenticationExecutionModel::isEnabled).toList();
    }

    private boolean isCondition(AuthenticationExecutionModel step) {
        return !step.isAuthenticatorFlow() && step.getAuthenticator() != null
                && FlowSteps.isCondition(session, step.getAuthenticator());
    }

    private AuthenticatorConfigModel config(AuthenticationExecutionModel step) {
        return step.getAuthenticatorConfig() == null ? null : realm.getAuthenticatorConfigById(step.getAuthenticatorConfig());
    }
}
