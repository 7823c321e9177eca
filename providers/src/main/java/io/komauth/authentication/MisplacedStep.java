package io.komauth.authentication;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.komauth.compat.ErrorResponses;
import io.komauth.compat.FlowSteps;
import io.komauth.compat.LoginState;
import io.komauth.config.Misconfiguration;
import io.komauth.theme.ThemeMessages;

import org.keycloak.OAuthErrorException;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.FormContext;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;

/**
 * What a step of ours answers in the wrong kind of flow. It ends the login: to pass would let passwords be checked without the captcha
 * that the administrator wanted. It is no failed login.
 */
public final class MisplacedStep {

    private static final String EVENT_ERROR = "misplaced_step";
    private static final String SHOWS_PAGE = "shows a page, which a direct grant flow cannot";
    private static final String MESSAGE_KEY = "komAuthMisplacedStep";

    private MisplacedStep() {
    }

    /** Shows Keycloak's error page, status 400, where a step for direct grant flows is in a flow of pages. */
    static void showPage(AuthenticationFlowContext context) {
        KeycloakSession session = context.getSession();
        String step = report(session, context.getRealm(), context.getExecution(), context.getEvent(), "is for direct grant flows");
        String text = new ThemeMessages(session, context.getRealm(), session.getContext().resolveLocale(context.getUser()))
                .get(MESSAGE_KEY, step).text();
        context.forceChallenge(session.getProvider(LoginFormsProvider.class)
                .setAuthenticationSession(context.getAuthenticationSession()).setError(text)
                .createErrorPage(Response.Status.BAD_REQUEST));
    }

    /**
     * Refuses the token request, 400 {@code invalid_request}, where a step that shows a page is in a direct grant flow.
     *
     * @return whether it is in one
     */
    public static boolean refuses(AuthenticationFlowContext context) {
        if (!LoginState.isDirectGrant(context)) {
            return false;
        }
        String description = description(report(context.getSession(), context.getRealm(), context.getExecution(), context.getEvent(),
                SHOWS_PAGE));
        context.forceChallenge(Response.status(Response.Status.BAD_REQUEST).type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new OAuth2ErrorRepresentation(OAuthErrorException.INVALID_REQUEST, description)).build());
        return true;
    }

    /** Does the same for a form, which can answer by an exception alone. */
    public static void refuse(FormContext context) {
        if (LoginState.isTokenRequest(context.getUriInfo())) {
            String step = name(context.getSession(), context.getExecution());
            log(context.getRealm(), context.getExecution(), step, SHOWS_PAGE);
            throw ErrorResponses.of(OAuthErrorException.INVALID_REQUEST, description(step), Response.Status.BAD_REQUEST);
        }
    }

    /** Logs a step that does nothing in the wrong kind of flow, and lets the login go on. */
    static void log(AuthenticationFlowContext context) {
        log(context.getRealm(), context.getExecution(), name(context.getSession(), context.getExecution()),
                "is for direct grant flows, and does nothing here");
    }

    private static String report(KeycloakSession session, RealmModel realm, AuthenticationExecutionModel execution, EventBuilder event,
            String reason) {
        String step = name(session, execution);
        log(realm, execution, step, reason);
        event.detail(Details.REASON, "The step " + step + ' ' + reason).error(EVENT_ERROR);
        return step;
    }

    private static void log(RealmModel realm, AuthenticationExecutionModel execution, String step, String reason) {
        AuthenticationFlowModel flow = realm.getAuthenticationFlowById(execution.getParentFlow());
        Misconfiguration.reportStep(realm, flow == null ? "" : flow.getAlias(), step, reason);
    }

    private static String name(KeycloakSession session, AuthenticationExecutionModel execution) {
        return FlowSteps.displayName(session, execution.getAuthenticator());
    }

    private static String description(String step) {
        return "The direct grant flow has the step " + step + ", which shows a page. An administrator must remove it from the flow";
    }
}
