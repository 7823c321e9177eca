package io.komauth.authentication;

import java.util.Optional;

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
    private static final String SHOWS_PAGE_TO_DOCKER = "shows a page, which Docker clients cannot show";
    private static final String FOR_FIRST_BROKER_LOGINS = "is for first logins through an identity provider";

    /** Keycloak's text, in all of its languages: an unexpected error when authenticating with an identity provider. */
    private static final String BROKER_ERROR = "identityProviderUnexpectedErrorMessage";
    private static final String FOR_DIRECT_GRANTS = "is for direct grant flows";
    private static final String MESSAGE_KEY = "komAuthMisplacedStep";

    private MisplacedStep() {
    }

    /**
     * Shows Keycloak's error page, status 400, where a step for direct grant flows is in a flow of pages. Docker clients get JSON: 400
     * {@code invalid_request}.
     */
    static void showPage(AuthenticationFlowContext context) {
        KeycloakSession session = context.getSession();
        String step = report(session, context.getRealm(), context.getExecution(), context.getEvent(), FOR_DIRECT_GRANTS);
        if (LoginState.isWithoutPages(context)) {
            challenge(context, description(step, FOR_DIRECT_GRANTS));
            return;
        }
        String text = new ThemeMessages(session, context.getRealm(), session.getContext().resolveLocale(context.getUser()))
                .get(MESSAGE_KEY, step).text();
        context.forceChallenge(session.getProvider(LoginFormsProvider.class)
                .setAuthenticationSession(context.getAuthenticationSession()).setError(text)
                .createErrorPage(Response.Status.BAD_REQUEST));
    }

    /**
     * Refuses the request of a client that reads no pages, 400 {@code invalid_request}, where a step that shows a page is in its flow: a
     * direct grant flow, or that of Docker clients.
     *
     * @return whether it is in one
     */
    public static boolean refuses(AuthenticationFlowContext context) {
        if (!LoginState.isWithoutPages(context)) {
            return false;
        }
        String reason = LoginState.isDirectGrant(context) ? SHOWS_PAGE : SHOWS_PAGE_TO_DOCKER;
        challenge(context, description(report(context.getSession(), context.getRealm(), context.getExecution(), context.getEvent(),
                reason), reason));
        return true;
    }

    /** Shows Keycloak's error page, status 400, where a step for first logins through an identity provider is in another flow. */
    public static void showBrokerPage(AuthenticationFlowContext context) {
        report(context.getSession(), context.getRealm(), context.getExecution(), context.getEvent(), FOR_FIRST_BROKER_LOGINS);
        context.forceChallenge(context.getSession().getProvider(LoginFormsProvider.class)
                .setAuthenticationSession(context.getAuthenticationSession()).setError(BROKER_ERROR)
                .createErrorPage(Response.Status.BAD_REQUEST));
    }

    /** @return the same answer of a form's page; empty if the client reads pages */
    public static Optional<Response> refusal(FormContext context) {
        if (!LoginState.isWithoutPages(context)) {
            return Optional.empty();
        }
        String reason = LoginState.isTokenRequest(context) ? SHOWS_PAGE : SHOWS_PAGE_TO_DOCKER;
        return Optional.of(response(description(report(context, reason), reason)));
    }

    /** Refuses a token request for an action of a form, whose page may be another extension's; it can answer by an exception alone. */
    public static void refuse(FormContext context) {
        if (LoginState.isTokenRequest(context)) {
            throw ErrorResponses.of(OAuthErrorException.INVALID_REQUEST, description(report(context, SHOWS_PAGE), SHOWS_PAGE),
                    Response.Status.BAD_REQUEST);
        }
    }

    /** Logs a step that does nothing in the wrong kind of flow, and lets the login go on. */
    static void log(AuthenticationFlowContext context) {
        log(context.getRealm(), context.getExecution(), name(context.getSession(), context.getExecution()),
                "is for direct grant flows, and does nothing here");
    }

    private static String report(FormContext context, String reason) {
        return report(context.getSession(), context.getRealm(), context.getExecution(), context.getEvent(), reason);
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

    private static void challenge(AuthenticationFlowContext context, String description) {
        context.forceChallenge(response(description));
    }

    private static Response response(String description) {
        return Response.status(Response.Status.BAD_REQUEST).type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new OAuth2ErrorRepresentation(OAuthErrorException.INVALID_REQUEST, description)).build();
    }

    private static String description(String step, String reason) {
        return "The " + (reason.equals(SHOWS_PAGE) ? "direct grant flow" : "flow of Docker clients") + " has the step " + step
                + ", which " + (reason.equals(FOR_DIRECT_GRANTS) ? reason : "shows a page")
                + ". An administrator must remove it from the flow";
    }
}
