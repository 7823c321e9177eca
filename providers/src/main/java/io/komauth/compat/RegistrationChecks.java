package io.komauth.compat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;

import org.keycloak.authentication.FormAction;
import org.keycloak.authentication.FormContext;
import org.keycloak.authentication.ValidationContext;
import org.keycloak.authentication.forms.RegistrationPassword;
import org.keycloak.authentication.forms.RegistrationTermsAndConditions;
import org.keycloak.authentication.forms.RegistrationUserCreation;
import org.keycloak.common.ClientConnection;
import org.keycloak.events.EventBuilder;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * What Keycloak's own steps of a registration find wrong with a form, without what tells whether somebody is known: a name or an
 * e-mail that is taken. Only messages that Keycloak gives for the form of a value count, as a validator of another extension may look
 * up anything.
 *
 * <p>Leans on: {@link RegistrationUserCreation}, {@link RegistrationPassword} and {@link RegistrationTermsAndConditions}, that they
 * may be asked twice in a request, and the keys of their messages. Since: Keycloak 26.2. Test: {@code CaptchaRegistrationIT}.
 */
public final class RegistrationChecks {

    private static final Set<String> STEPS = Set.of(RegistrationUserCreation.PROVIDER_ID, RegistrationPassword.PROVIDER_ID,
            RegistrationTermsAndConditions.PROVIDER_ID);

    /** Of password policies, which see nothing but the name and the password that were typed. */
    private static final String PASSWORD_POLICY = "invalidPassword";

    private static final Set<String> FORMATS = Set.of(
            "missingUsernameMessage", "missingEmailMessage", "missingFirstNameMessage", "missingLastNameMessage",
            "missingPasswordMessage", "invalidEmailMessage", "termsAcceptanceRequired",
            "error-empty", "error-user-attribute-required", "error-invalid-blank", "error-invalid-value",
            "error-invalid-length", "error-invalid-length-too-short", "error-invalid-length-too-long",
            "error-invalid-multivalued-size", "error-invalid-number", "error-number-out-of-range",
            "error-number-out-of-range-too-small", "error-number-out-of-range-too-big", "error-invalid-date",
            "error-invalid-email", "error-non-ascii-local-part-email", "error-invalid-uri", "error-invalid-uri-scheme",
            "error-invalid-uri-fragment", "error-pattern-no-match", "error-person-name-invalid-character",
            "error-username-invalid-character");

    private static final String FORM = RegistrationChecks.class.getName();

    private RegistrationChecks() {
    }

    /** Keeps the form as it was sent. */
    static void keepForm(KeycloakSession session) {
        session.setAttribute(FORM, new MultivaluedHashMap<>(session.getContext().getHttpRequest().getDecodedFormParameters()));
    }

    /** @return what the page can say beside the error of the captcha; in the order of the flow's steps */
    public static List<FormMessage> failures(FormContext context) {
        return context.getRealm().getAuthenticationExecutionsStream(context.getExecution().getParentFlow())
                .filter(step -> step.isEnabled() && STEPS.contains(step.getAuthenticator()))
                .flatMap(step -> failures(context, step))
                .filter(message -> tellsOfNobody(message.getMessage()))
                .toList();
    }

    private static boolean tellsOfNobody(String key) {
        return FORMATS.contains(key) || key.startsWith(PASSWORD_POLICY);
    }

    private static Stream<FormMessage> failures(FormContext context, AuthenticationExecutionModel step) {
        Check check = new Check(context, step);
        context.getSession().getProvider(FormAction.class, step.getAuthenticator()).validate(check);
        return check.failures.stream();
    }

    /** The request's context, for a step that is asked once more: what it decides and reports comes to nothing. */
    private static final class Check implements ValidationContext {

        private final FormContext context;
        private final AuthenticationExecutionModel step;
        private final EventBuilder event;
        private List<FormMessage> failures = List.of();

        Check(FormContext context, AuthenticationExecutionModel step) {
            this.context = context;
            this.step = step;
            event = context.getEvent().clone();
        }

        @Override
        public void validationError(MultivaluedMap<String, String> form, List<FormMessage> errors) {
            failures = List.copyOf(errors);
        }

        @Override
        public void error(String error) {
        }

        @Override
        public void success() {
        }

        @Override
        public void excludeOtherErrors() {
        }

        @Override
        public EventBuilder newEvent() {
            return event;
        }

        @Override
        public EventBuilder getEvent() {
            return event;
        }

        @Override
        public AuthenticationExecutionModel getExecution() {
            return step;
        }

        @Override
        public AuthenticatorConfigModel getAuthenticatorConfig() {
            String id = step.getAuthenticatorConfig();
            return id == null ? null : getRealm().getAuthenticatorConfigById(id);
        }

        @Override
        public UserModel getUser() {
            return context.getUser();
        }

        @Override
        public void setUser(UserModel user) {
            throw new UnsupportedOperationException("a check sets no user");
        }

        @Override
        public RealmModel getRealm() {
            return context.getRealm();
        }

        @Override
        public AuthenticationSessionModel getAuthenticationSession() {
            return context.getAuthenticationSession();
        }

        @Override
        public ClientConnection getConnection() {
            return context.getConnection();
        }

        @Override
        public UriInfo getUriInfo() {
            return context.getUriInfo();
        }

        @Override
        public KeycloakSession getSession() {
            return context.getSession();
        }

        @Override
        public HttpRequest getHttpRequest() {
            MultivaluedMap<?, ?> kept = getSession().getAttribute(FORM, MultivaluedMap.class);
            return kept == null ? context.getHttpRequest() : ReplacedForm.in(context.getHttpRequest(), copy(kept));
        }

        private static MultivaluedMap<String, String> copy(MultivaluedMap<?, ?> form) {
            MultivaluedMap<String, String> copy = new MultivaluedHashMap<>();
            form.forEach((name, values) -> ((List<?>) values).forEach(value -> copy.add((String) name, (String) value)));
            return copy;
        }
    }
}
